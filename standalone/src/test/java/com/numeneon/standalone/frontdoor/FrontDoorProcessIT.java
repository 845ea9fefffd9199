package com.numeneon.standalone.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The front door as the launcher runs it: a process of its own. */
class FrontDoorProcessIT {

    private static final Pattern LISTENS = Pattern.compile("The front door listens on port (\\d+)");

    @Test
    void it_says_where_it_listens_and_on_sigterm_lets_the_running_request_end() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (ApiPod pod = new ApiPod(exchange -> {
            try {
                if (exchange.getRequestURI().getPath().equals("/slow")) {
                    mayAnswer.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ApiPod.answer(exchange, 200, "done");
        })) {
            PodAddress target = pod.address();
            Process door = start(Map.of(
                    "PORT",
                    "0",
                    "API_TARGETS",
                    target + ":" + target.managementPort(),
                    "NOTIFICATION_TARGETS",
                    "x:1:1"));
            try (BufferedReader output = door.inputReader();
                    HttpClient http = HttpClient.newHttpClient()) {
                int port = portIn(output);
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/slow"))
                        .build();
                await("the pod is ready")
                        .until(() -> http.send(
                                                HttpRequest.newBuilder(
                                                                request.uri().resolve("/"))
                                                        .build(),
                                                BodyHandlers.discarding())
                                        .statusCode()
                                == 200);
                CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
                await("the request runs").until(() -> pod.seen().getLast().uri().equals("/slow"));

                door.destroy();
                await("the port is closed").until(() -> isClosed(port));
                mayAnswer.countDown();

                assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
                assertThat(door.waitFor(10, TimeUnit.SECONDS)).isTrue();
            } finally {
                door.destroyForcibly();
            }
        }
    }

    @Test
    void a_taken_port_ends_it_with_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            endsWith(
                    Map.of("PORT", port, "API_TARGETS", "x:1:1", "NOTIFICATION_TARGETS", "x:1:1"),
                    "The front door cannot listen on port " + port + " (setting PORT): Address already in use.");
        }
    }

    @Test
    void a_bad_setting_ends_it_with_one_sentence() throws Exception {
        endsWith(
                Map.of("PORT", "0", "API_TARGETS", "x:1:1"),
                "NOTIFICATION_TARGETS must be set to a comma list of host:port:managementPort.");
    }

    private static void endsWith(Map<String, String> settings, String sentence) throws Exception {
        Process door = start(settings);
        try (BufferedReader output = door.inputReader()) {
            assertThat(output.lines()).containsExactly(sentence);
            assertThat(door.waitFor()).isEqualTo(1);
        } finally {
            door.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FrontDoor.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("ADDRESS", "127.0.0.1");
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static int portIn(BufferedReader output) throws IOException {
        StringBuilder heard = new StringBuilder();
        for (String line; (line = output.readLine()) != null; ) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                return Integer.parseInt(listens.group(1));
            }
            heard.append(line).append('\n');
        }
        throw new AssertionError("It ended with: " + heard);
    }

    private static boolean isClosed(int port) throws IOException {
        try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !open.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }
}
