package com.numeneon.standalone.system;

import com.numeneon.infra.Program;
import com.numeneon.infra.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The script as a user starts it, ready when the front door answers. Tied to this JVM like any child: a test run that is
 * interrupted, even by {@code kill -9}, leaves nothing behind.
 */
record LauncherScript(Path home, int port, Map<String, String> settings, HttpClient http) implements Program {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    URI origin() {
        return URI.create("http://localhost:" + port);
    }

    /** What the launcher prints. */
    Path output() {
        return home.resolveSibling(home.getFileName() + ".out");
    }

    @Override
    public String name() {
        return "numeneon";
    }

    @Override
    public List<String> command() {
        return List.of(CHECKOUT.resolve("numeneon").toString());
    }

    @Override
    public Map<String, String> environment() {
        var environment = new HashMap<>(settings);
        environment.put("PORT", Integer.toString(port));
        environment.put("NUMENEON_HOME", home.toString());
        return environment;
    }

    @Override
    public boolean isReady(long pid) {
        try {
            return http.send(HttpRequest.newBuilder(origin()).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Duration startTimeout() {
        return Duration.ofMinutes(2);
    }

    /** So that it stops its parts in their order. */
    @Override
    public Signal orphanSignal() {
        return Signal.TERM;
    }
}
