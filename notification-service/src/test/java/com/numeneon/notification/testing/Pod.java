package com.numeneon.notification.testing;

import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.NotificationApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** One notification pod with its own context and ports, as its own process would be; several may run beside each other. */
public final class Pod implements AutoCloseable {

    /** Null once it is closed: tests keep their pods, and each holds megabytes of events. */
    private volatile @Nullable ConfigurableApplicationContext context;

    private final HttpClient http = HttpClient.newHttpClient();

    private Pod(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** A pod on the shared broker, returned when it is ready. */
    public static Pod ready(String... settings) {
        Pod pod = start(settings);
        pod.awaitReady();
        return pod;
    }

    /** @param settings as {@code NAME=value}, over those that every pod here has */
    public static Pod start(String... settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PORT", "0");
        all.put("MANAGEMENT_PORT", "0");
        // No balancer has to notice.
        all.put("DRAIN_DELAY", "0");
        all.put("JWT_PUBLIC_KEYS", Tokens.KEY.publicJwkSet());
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        all.computeIfAbsent("KAFKA_BOOTSTRAP_SERVERS", name -> TestKafka.bootstrapServers());
        String[] arguments = all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return new Pod(SpringApplication.run(NotificationApplication.class, arguments));
    }

    public void awaitReady() {
        Awaitility.await("readiness")
                .atMost(Duration.ofSeconds(40))
                .until(() -> management("/readyz").statusCode() == 200);
    }

    public int port() {
        return portNamed("local.server.port");
    }

    public URI sockets(String query) {
        return URI.create("ws://127.0.0.1:" + port() + "/ws/notifications/" + query);
    }

    public Client open(String token) {
        return Client.open(sockets("?token=" + token));
    }

    public int managementPort() {
        return portNamed("local.management.port");
    }

    public HttpResponse<String> management(String path) {
        return send(HttpRequest.newBuilder(managementUri(path)).build());
    }

    /** @param headers name, value, name, value and so on */
    public HttpResponse<String> postToManagement(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(managementUri(path)).POST(HttpRequest.BodyPublishers.noBody());
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    public HttpResponse<String> postJsonToManagement(String path, String body) {
        return send(HttpRequest.newBuilder(managementUri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private URI managementUri(String path) {
        return URI.create("http://127.0.0.1:" + managementPort() + path);
    }

    /** Whether its context is still there. */
    public boolean isRunning() {
        ConfigurableApplicationContext now = context;
        return now != null && now.isActive();
    }

    /** The value of one line of the metrics, whose beginning must be unique; 0 when there is none. */
    public double metric(String beginning) {
        return management("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Metrics are counted by the pod's threads, perhaps a moment after a client saw what they count. */
    public void awaitMetric(String beginning, double value) {
        Awaitility.await(beginning).atMost(Duration.ofSeconds(10)).until(() -> metric(beginning) == value);
    }

    public <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int portNamed(String name) {
        return Objects.requireNonNull(context).getEnvironment().getRequiredProperty(name, Integer.class);
    }

    /** As SIGTERM does. */
    @Override
    public void close() {
        ConfigurableApplicationContext now = context;
        if (now != null) {
            now.close();
            context = null;
        }
        http.close();
    }
}
