package com.numeneon.infra.testing;

import com.numeneon.infra.FreePorts;
import com.numeneon.infra.PostgresProgram;
import com.numeneon.infra.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.FutureTask;

/**
 * The one PostgreSQL server of this JVM's tests, started when the first database is asked for. A test that stops a
 * server owns it: see {@link PostgresServer}. Safe for use by many threads.
 */
public final class TestPostgres {

    private static final FutureTask<PostgresAccess> SERVER = new FutureTask<>(TestPostgres::start);

    private TestPostgres() {}

    /** A fresh, empty database: {@code postgres://user:password@host:port/name}. */
    public static String newDatabase() {
        PostgresAccess server = Once.get(SERVER);
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no new database on " + server, e);
        }
        return server.url(name);
    }

    private static PostgresAccess start() throws IOException, InterruptedException {
        return switch (ServerChoice.made()) {
            case CONTAINERS -> ContainerServers.startPostgres();
            case EMBEDDED -> embedded();
        };
    }

    private static PostgresAccess embedded() throws IOException, InterruptedException {
        Path home = TestFolders.newHome("postgres");
        int port = new FreePorts(new SecureRandom()).pick();
        var program = new PostgresProgram(home, port, TestFolders.cache(), false);
        var server = PostgresServer.start(program, home.resolve("postgres.log"));
        TestFolders.whenJvmEnds(server::stop, home);
        return new PostgresAccess("127.0.0.1", port, program.user(), program.password());
    }
}
