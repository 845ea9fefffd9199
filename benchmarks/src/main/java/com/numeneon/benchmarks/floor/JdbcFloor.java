package com.numeneon.benchmarks.floor;

import com.numeneon.benchmarks.load.Latencies;
import com.numeneon.benchmarks.load.Loop;
import com.numeneon.benchmarks.load.LoopResult;
import com.numeneon.benchmarks.load.OwnCpu;
import com.numeneon.benchmarks.load.Sender;
import com.numeneon.benchmarks.report.Figures;
import com.numeneon.benchmarks.sockets.Marker;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * How many messages the target's own PostgreSQL stores at all: the statements of one POST in a loop, by bare JDBC. No server
 * that sends these statements can be faster. At most {@value #CONNECTIONS} connections, as many as api-service has for requests.
 */
public final class JdbcFloor {

    private static final int CONNECTIONS = 16;
    private static final int LENGTH = 100;

    private JdbcFloor() {}

    /** What it sends for each message, in this order; parameters are question marks. */
    public static List<String> statements() {
        return PostStatements.ALL;
    }

    /** See the class. */
    public static Figures measure(FloorServers servers, int senders, Duration time) throws Exception {
        int connections = Math.min(senders, CONNECTIONS);
        try (FloorSchema schema = FloorSchema.make(servers, 2 * connections)) {
            // What the planner and the caches learn first is not part of the rate.
            Loop.closed(connections, time.dividedBy(4), number -> sender(servers, schema, number, connections));
            OwnCpu own = new OwnCpu();
            LoopResult loop = Loop.closed(
                    connections,
                    time.dividedBy(4).multipliedBy(3),
                    number -> sender(servers, schema, number, connections));
            return Figures.none()
                    .with(Figures.RATE, loop.rate())
                    .with("p50_at_full_rate_ms", Latencies.millis(loop.latencies(), 50))
                    .with("p99_at_full_rate_ms", Latencies.millis(loop.latencies(), 99))
                    .withFailuresOf(loop)
                    .with(Figures.OWN_CPU, own.share());
        }
    }

    private static Sender sender(FloorServers servers, FloorSchema schema, int number, int connections)
            throws Exception {
        Connection connection = servers.connect();
        try (Statement path = connection.createStatement()) {
            path.execute("SET search_path = " + FloorSchema.NAME);
        }
        PostStatements statements = new PostStatements(
                connection,
                schema.users().get(number),
                schema.users().get(number + connections),
                Marker.text(number, LENGTH));
        return new Sender() {
            @Override
            public void send(long request, long dueNanos) throws IOException {
                try {
                    statements.post();
                } catch (SQLException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public void close() {
                try {
                    statements.close();
                } catch (SQLException e) {
                    // The schema is dropped in any case.
                }
            }
        };
    }
}
