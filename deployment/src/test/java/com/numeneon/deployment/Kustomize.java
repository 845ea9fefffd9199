package com.numeneon.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The program that makes the objects of an overlay: kubectl from 1.27 on, whose kustomize is young enough for what we use,
 * or kustomize itself.
 *
 * @param command without the folder
 */
record Kustomize(List<String> command) {

    private static final int OLDEST_MINOR = 27;
    private static final Pattern VERSION = Pattern.compile("\"gitVersion\":\\s*\"v1\\.(\\d+)");

    static Optional<Kustomize> onThisMachine() throws IOException, InterruptedException {
        if (isOnPath("kubectl")) {
            Matcher version = VERSION.matcher(run(List.of("kubectl", "version", "--client", "-o", "json")));
            if (version.find() && Integer.parseInt(version.group(1)) >= OLDEST_MINOR) {
                return Optional.of(new Kustomize(List.of("kubectl", "kustomize")));
            }
        }
        return isOnPath("kustomize") ? Optional.of(new Kustomize(List.of("kustomize", "build"))) : Optional.empty();
    }

    String build(Path overlay) throws IOException, InterruptedException {
        return run(
                Stream.concat(command.stream(), Stream.of(overlay.toString())).toList());
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("kustomize", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + Files.readString(errors));
            }
            return output;
        } finally {
            Files.delete(errors);
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
