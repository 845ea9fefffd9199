package com.numeneon.standalone.system;

import com.numeneon.infra.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One running system for all tests of this JVM, with two pods of each service. Whoever asks first starts it; it ends with
 * the JVM. Its logs are then still in {@code target/shared-system}.
 */
final class SharedSystem {

    private static final Path HOME = Path.of("target", "shared-system").toAbsolutePath();

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("API_PODS", "2"),
            Map.entry("NOTIFICATION_PODS", "2"),
            // Hundreds of people sign up.
            Map.entry("ARGON2_MEMORY_KIB", "64"),
            Map.entry("ARGON2_ITERATIONS", "1"),
            // Whatever might give away a secret shall be said.
            Map.entry("LOGGING_LEVEL_COM_NUMENEON", "debug"));

    private SharedSystem() {}

    private static final class Holder {
        static final RunningSystem SYSTEM = start();
    }

    static RunningSystem get() {
        return Holder.SYSTEM;
    }

    private static RunningSystem start() {
        try {
            Trees.delete(HOME);
            Files.createDirectories(HOME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RunningSystem system = RunningSystem.start(HOME.resolve("home"), SETTINGS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system), "stop-shared-system"));
        return system;
    }

    private static void stop(RunningSystem system) {
        try {
            system.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
