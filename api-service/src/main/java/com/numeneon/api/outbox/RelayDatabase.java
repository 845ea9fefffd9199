package com.numeneon.api.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.postgresql.PGProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The relay's own connections to the database of the requests: requests that take the whole pool do not stop the relay,
 * and a relay that waits for Kafka takes nothing from them. Not a bean of type DataSource, since there is to be one of these.
 */
final class RelayDatabase implements AutoCloseable {

    /** One works, one measures. */
    private static final int CONNECTIONS = 2;

    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

    /** Far more than any statement of the relay takes: by it a server is noticed that went away without a word. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private final HikariDataSource pool;

    /** @param requests whose database and credentials to use */
    RelayDatabase(HikariDataSource requests) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("outbox-relay");
        config.setJdbcUrl(requests.getJdbcUrl());
        config.setUsername(requests.getUsername());
        config.setPassword(requests.getPassword());
        config.setDataSourceProperties(requests.getDataSourceProperties());
        config.addDataSourceProperty(PGProperty.APPLICATION_NAME.getName(), "numeneon-relay");
        config.addDataSourceProperty(PGProperty.SOCKET_TIMEOUT.getName(), Long.toString(SOCKET_TIMEOUT.toSeconds()));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        // Starts without Postgres, too; the loop tries again.
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
    }

    OutboxTable table() {
        return new OutboxTable(JdbcClient.create(pool));
    }

    TransactionOperations transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    @Override
    public void close() {
        pool.close();
    }
}
