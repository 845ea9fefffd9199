import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs one user in and prints every frame that the user's WebSocket gets, one line each. Needs Java 17 and nothing else:
 *
 * <pre>java examples/Notifications.java bob@example.org 'a good password' [http://localhost:8000]</pre>
 */
public final class Notifications {

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("usage: java examples/Notifications.java <email> <password> [<origin>]");
            System.exit(2);
        }
        String origin = arguments.length == 3 ? arguments[2] : "http://localhost:8000";
        HttpClient http = HttpClient.newHttpClient();
        String token = logIn(http, origin, arguments[0], arguments[1]);

        CountDownLatch closed = new CountDownLatch(1);
        try {
            http.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(origin.replaceFirst("^http", "ws") + "/ws/notifications/?token=" + token),
                            new PrintFrames(closed))
                    .join();
        } catch (CompletionException e) {
            // The message names the URL, which holds the token.
            System.err.println(
                    e.getCause() instanceof WebSocketHandshakeException refused
                            ? "the handshake was refused with status " + refused.getResponse().statusCode()
                            : "no WebSocket: " + e.getCause().getClass().getSimpleName());
            System.exit(1);
        }
        closed.await();
    }

    private static String logIn(HttpClient http, String origin, String email, String password)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/api/auth/login/"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\": " + quoted(email) + ", \"password\": " + quoted(password) + "}"))
                .build();
        String body;
        try {
            body = http.send(request, BodyHandlers.ofString()).body();
        } catch (ConnectException e) {
            System.err.println("nobody answers at " + origin + "; is ./numeneon running?");
            System.exit(1);
            return "";
        }
        Matcher access = Pattern.compile("\"access\"\\s*:\\s*\"([^\"]+)\"").matcher(body);
        if (!access.find()) {
            System.err.println("no login: " + body);
            System.exit(1);
        }
        return access.group(1);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A frame may come in several pieces; a line is printed when it is whole. */
    private static final class PrintFrames implements WebSocket.Listener {
        private final StringBuilder frame = new StringBuilder();
        private final CountDownLatch closed;

        PrintFrames(CountDownLatch closed) {
            this.closed = closed;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            frame.append(piece);
            if (last) {
                System.out.println(frame);
                frame.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            System.err.println("closed by the server: " + code + " " + reason);
            closed.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            System.err.println("connection lost: " + error);
            closed.countDown();
        }
    }
}
