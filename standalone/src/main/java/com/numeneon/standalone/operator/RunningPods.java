package com.numeneon.standalone.operator;

import com.numeneon.standalone.launcher.HttpProbe;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The pods of one service that a launcher runs, by the files in its folder {@code run}. Changes nothing there. */
final class RunningPods {

    private final Path run;
    private final String service;

    RunningPods(Path home, String service) {
        this.run = home.resolve("run");
        this.service = service;
    }

    /** The management port of the first one that answers; a process that stands still still takes connections. */
    Optional<URI> first() {
        return files().stream()
                .flatMap(file -> managementPort(file).stream())
                .filter(port -> HttpProbe.answers(port, "/livez"))
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .findFirst();
    }

    private List<Path> files() {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.getFileName().toString().matches(service + "-\\d+\\.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Integer> managementPort(Path file) {
        try {
            int port = JsonMapper.shared()
                    .readTree(file.toFile())
                    .path("ports")
                    .path("management")
                    .asInt(0);
            return port > 0 ? Optional.of(port) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
