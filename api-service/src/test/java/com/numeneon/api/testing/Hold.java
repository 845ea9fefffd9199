package com.numeneon.api.testing;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody else's transaction, on a connection that is not the service's, which holds locks until it is released. */
public final class Hold implements AutoCloseable {

    private static final String WAITING = """
            WHERE datname = current_database() AND wait_event_type = 'Lock'
                AND position(:statement IN query) > 0 AND application_name <> 'somebody else'
            """;

    private final JdbcClient database;
    private final Connection connection;

    public Hold(ApiService service) throws SQLException {
        database = service.part(JdbcClient.class);
        HikariDataSource pool = service.part(HikariDataSource.class);
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.setProperty("user", pool.getUsername());
        properties.setProperty("ApplicationName", "somebody else");
        if (pool.getPassword() != null) {
            properties.setProperty("password", pool.getPassword());
        }
        connection = DriverManager.getConnection(pool.getJdbcUrl(), properties);
        connection.setAutoCommit(false);
    }

    /** The other side of a deadlock finds it first. */
    public void neverTheVictim() throws SQLException {
        row("SELECT set_config('deadlock_timeout', '1min', true)");
    }

    /** The user's only one. */
    public void conversation(TestUser user) throws SQLException {
        row("SELECT 1 FROM conversations WHERE %d IN (low_user_id, high_user_id) FOR UPDATE".formatted(user.id()));
    }

    public void row(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public void awaitWaiting(String statement) {
        await("waiting for a lock in " + statement).until(() -> waiting(statement) > 0);
    }

    /** How many of the service's connections wait for a lock in a statement that contains this. */
    public int waiting(String statement) {
        return database.sql("SELECT count(*) FROM pg_stat_activity " + WAITING)
                .param("statement", statement)
                .query(Integer.class)
                .single();
    }

    public void terminateWaiting(String statement) {
        database.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity " + WAITING)
                .param("statement", statement)
                .query()
                .listOfRows();
    }

    public void release() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
