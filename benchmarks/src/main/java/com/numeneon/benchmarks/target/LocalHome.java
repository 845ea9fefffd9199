package com.numeneon.benchmarks.target;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a system that {@code ./numeneon} runs on this machine notes about itself in its folder {@code run}. */
public final class LocalHome {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Path home;

    public LocalHome(Path home) {
        this.home = home;
    }

    /** A running process of it. */
    public record Part(String name, long pid) {}

    /** Whether this origin is that of the system of this home. */
    public boolean runs(URI origin) {
        return THIS_MACHINE.contains(origin.getHost())
                && port("frontdoor", "http")
                        .filter(port -> port == origin.getPort())
                        .isPresent();
    }

    /** The management ports of all pods. */
    public List<Address> management() {
        return pods().stream()
                .flatMap(pod -> port(pod, "management").stream())
                .map(port -> new Address("127.0.0.1", port))
                .toList();
    }

    /** Where the notification pods take sockets. */
    public List<URI> sockets() {
        return pods().stream()
                .filter(pod -> pod.startsWith("notification-"))
                .flatMap(pod -> port(pod, "http").stream())
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .toList();
    }

    /** The embedded server, with its password, as {@code DATABASE_URL}. */
    public Optional<String> database() {
        return port("postgres", "postgres").flatMap(port -> {
            try {
                String password = Files.readString(home.resolve("postgres").resolve("password"))
                        .strip();
                return Optional.of("postgres://postgres:" + URLEncoder.encode(password, StandardCharsets.UTF_8)
                        + "@127.0.0.1:" + port + "/numeneon");
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    public Optional<String> kafka() {
        return port("kafka", "kafka").map(port -> "127.0.0.1:" + port);
    }

    /** The processes of our own services. */
    public List<Part> processes() {
        List<Part> parts = new ArrayList<>();
        for (String pod : pods()) {
            note(pod)
                    .map(note -> note.path("pid").asLong(0))
                    .filter(pid -> pid > 0)
                    .ifPresent(pid -> parts.add(new Part(pod, pid)));
        }
        return parts;
    }

    /** The keys that its services use, as {@code public.jwks} and {@code private.jwk}. */
    public Path keys() {
        return home.resolve("keys").toAbsolutePath();
    }

    /** A service's jar, of the newest build that ran here. */
    public Path jar(String service) throws IOException {
        try (Stream<Path> builds = Files.list(home.resolve("app"))) {
            return builds.map(build -> build.resolve(service + ".jar"))
                    .filter(Files::isRegularFile)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException("no build in " + home + " has a jar of " + service));
        }
    }

    /** What one more pod needs to know. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        database().ifPresent(url -> settings.put("DATABASE_URL", url));
        kafka().ifPresent(address -> settings.put("KAFKA_BOOTSTRAP_SERVERS", address));
        settings.put("JWT_PUBLIC_KEYS", "file:" + keys().resolve("public.jwks"));
        settings.put("JWT_PRIVATE_KEY", "file:" + keys().resolve("private.jwk"));
        return settings;
    }

    private List<String> pods() {
        try (Stream<Path> files = Files.list(home.resolve("run"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(api|notification)-\\d+\\.json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Optional<Integer> port(String part, String purpose) {
        return note(part).map(note -> note.path("ports").path(purpose).asInt(0)).filter(port -> port > 0);
    }

    private Optional<JsonNode> note(String part) {
        try {
            Path file = home.resolve("run").resolve(part + ".json");
            return Optional.of(ContractJson.mapper().readTree(file.toFile()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
