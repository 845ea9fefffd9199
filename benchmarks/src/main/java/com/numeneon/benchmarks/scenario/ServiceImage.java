package com.numeneon.benchmarks.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A service laid out as in its container image, with the AOT cache that its image has: the same class path and the same options
 * of the JVM (decision 090), so that it starts as it starts there.
 */
final class ServiceImage {

    /** Those of {@code jvm.options}. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseG1GC",
            "-XX:-G1UseAdaptiveIHOP",
            "-XX:InitiatingHeapOccupancyPercent=65",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MaxRAMPercentage=60",
            "-XX:+ExitOnOutOfMemoryError");

    private final Path folder;
    private final String jar;

    private ServiceImage(Path folder, String jar) {
        this.folder = folder;
        this.jar = jar;
    }

    /**
     * Takes the jar apart and has a run fill the cache.
     *
     * @param keys folder with {@code public.jwks} and {@code private.jwk}
     */
    static ServiceImage make(Path jar, Path keys, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String name = jar.getFileName().toString();
        Path layers = folder.resolve("layers");
        finish(
                new ProcessBuilder(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "extract",
                        "--layers",
                        "--destination",
                        layers.toString()),
                "cannot take " + jar + " apart");
        Path app = folder.resolve("app");
        for (String layer : List.of("dependencies", "snapshot-dependencies", "application")) {
            copy(layers.resolve(layer), app);
        }
        ServiceImage image = new ServiceImage(app, name);
        ProcessBuilder training = image.process(
                List.of("-XX:AOTCacheOutput=app.aot", "-Xlog:aot=error"),
                Map.of(
                        "SPRING_PROFILES_ACTIVE", "training",
                        "JWT_PUBLIC_KEYS", "file:" + keys.resolve("public.jwks").toAbsolutePath(),
                        "JWT_PRIVATE_KEY", "file:" + keys.resolve("private.jwk").toAbsolutePath()));
        finish(training, "the run that fills the AOT cache of " + name + " failed");
        return image;
    }

    /** The settings that this service must not see. */
    Set<String> withheld() {
        return jar.startsWith("notification-") ? Set.of("DATABASE_URL", "JWT_PRIVATE_KEY") : Set.of();
    }

    /** To be started with these settings. */
    ProcessBuilder start(boolean cached, Map<String, String> settings) {
        return process(cached ? List.of("-XX:AOTCache=app.aot") : List.of(), settings)
                .redirectOutput(folder.resolve("start.log").toFile());
    }

    private ProcessBuilder process(List<String> more, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(OPTIONS);
        command.addAll(more);
        command.addAll(List.of("-jar", jar));
        ProcessBuilder process =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        process.environment().putAll(settings);
        return process;
    }

    private static void finish(ProcessBuilder command, String failure) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(failure + ": " + output.strip());
        }
    }

    /** With the files' times, which the cache remembers. */
    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
