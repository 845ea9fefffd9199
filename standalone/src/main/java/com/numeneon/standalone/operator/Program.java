package com.numeneon.standalone.operator;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A program for whoever is on duty: rows alone go to the one stream, all else to the other. */
public interface Program {

    /** @return the status that the process ends with */
    int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException;

    /** Runs it as this process, and ends that. */
    static void run(Program program, String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status = program.run(List.of(arguments), System.getenv(), out, err);
        out.flush();
        System.exit(status);
    }
}
