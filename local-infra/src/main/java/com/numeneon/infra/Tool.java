package com.numeneon.infra;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs a command that ends by itself, such as initdb, and takes anything but success as an error. */
final class Tool {

    private Tool() {}

    /** Runs it on the calling thread, which also bounds its life: see {@link Tether}. */
    static void run(List<String> command, Map<String, String> environment, boolean refusesRoot, String input)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(Tether.ofThisMachine().wrap(command, Signal.KILL, refusesRoot))
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(command.getFirst() + " ended with status " + status + ":\n" + output.strip());
        }
    }
}
