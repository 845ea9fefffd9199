package com.numeneon.standalone.launcher;

import java.nio.file.Path;

/** The Java that runs this process, which runs all the others too. */
final class Jvm {

    private Jvm() {}

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
