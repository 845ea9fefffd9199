package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.load.Sender;
import com.numeneon.benchmarks.sockets.Arrivals;
import com.numeneon.benchmarks.sockets.Marker;
import com.numeneon.benchmarks.target.Answer;
import com.numeneon.benchmarks.target.HttpConnection;
import com.numeneon.benchmarks.target.User;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Writes messages, each to the user who is as far from its writer as there are writers: so two writers never wait for the
 * same conversation's row.
 */
final class Messages implements Sender {

    private static final int LENGTH = 100;

    private final HttpConnection connection;
    private final List<User> users;
    private final int sender;
    private final Optional<Arrivals> arrivals;
    private final long first;

    /**
     * @param users the first half write to the second half
     * @param sender whose turn it is with this connection; writers take turns when there are more connections
     * @param first number of the first request
     */
    Messages(URI origin, List<User> users, int sender, Optional<Arrivals> arrivals, long first) {
        this.connection = new HttpConnection(origin);
        this.users = users;
        this.sender = sender % (users.size() / 2);
        this.arrivals = arrivals;
        this.first = first;
    }

    @Override
    public void send(long number, long dueNanos) throws IOException {
        long marked = first + number;
        arrivals.ifPresent(all -> all.expect(marked, dueNanos));
        try {
            String body =
                    "{\"receiver_id\":" + users.get(sender + users.size() / 2).id() + ",\"content\":\""
                            + Marker.text(marked, LENGTH) + "\"}";
            Answer answer = connection.post("/api/messages/", users.get(sender).access(), body);
            if (answer.status() != 201) {
                throw new IOException("a message was answered with " + answer.status() + ": " + answer.text());
            }
        } catch (IOException e) {
            arrivals.ifPresent(all -> all.forget(marked));
            throw e;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
