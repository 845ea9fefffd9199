package com.numeneon.standalone.launcher;

import com.numeneon.infra.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A service as Spring Boot packages it: one jar with jars in it, which the launcher takes apart once, because a JVM
 * starts faster from plain jars. Safe for all threads: several pods share one.
 */
final class BootJar {

    private final Path jar;
    private final Path folder;

    BootJar(Path jar) {
        this.jar = jar;
        this.folder = jar.resolveSibling(jar.getFileName() + ".extracted");
    }

    /** Takes the jar apart unless that was done before. */
    synchronized void extract() throws IOException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
            Trees.delete(fresh);
            extractTo(fresh);
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The jar to run once it was taken apart; its libraries lie beside it. */
    Path runnable() {
        return folder.resolve(jar.getFileName());
    }

    private void extractTo(Path target) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Jvm.java().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        target.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("cannot take " + jar + " apart: " + output.strip());
        }
    }
}
