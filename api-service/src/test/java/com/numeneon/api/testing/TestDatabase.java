package com.numeneon.api.testing;

import com.numeneon.infra.testing.TestPostgres;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of its own and no service: for many rows, which would slow down the tests that share one. */
public final class TestDatabase implements AutoCloseable {

    private final String url;
    private final HikariDataSource pool;

    private TestDatabase(String url) {
        this.url = url;
        this.pool = pool(url);
    }

    public static TestDatabase empty() {
        return new TestDatabase(TestPostgres.newDatabase());
    }

    /** As the migrations leave it. */
    public static TestDatabase migrated() {
        return empty().migrate();
    }

    /** The same database as another role of the server, whose password is its name. */
    public TestDatabase as(String role) {
        URI whole = URI.create(url);
        return new TestDatabase(url.replace(whole.getRawUserInfo(), role + ":" + role));
    }

    public TestDatabase migrate() {
        Flyway.configure().dataSource(pool).load().migrate();
        return this;
    }

    public JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource pool(String url) {
        URI parts = URI.create(url);
        String[] user = parts.getUserInfo().split(":", 2);
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://" + parts.getHost() + ":" + parts.getPort() + parts.getPath());
        pool.setUsername(user[0]);
        pool.setPassword(user[1]);
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        return pool;
    }
}
