package com.numeneon.api.database;

import com.numeneon.contracts.settings.Settings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The pool of connections to the database that {@code DATABASE_URL} names. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    /** How long a request waits for a connection before it is told to come back. */
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

    /** A Postgres that is started beside us may need a moment. */
    private static final Duration START_WAIT = Duration.ofSeconds(10);

    private static final String CONNECT_TIMEOUT_SECONDS = "5";

    /** For Hikari: not at all. */
    private static final long NO_WAIT = -1;

    /** Fills the AOT cache of an image, where no Postgres is; see docs/decisions/090. */
    private static final String TRAINING = "training";

    /** By it a server is noticed that went away without a word. A migration's statements must stay below it, too. */
    private static final String SOCKET_TIMEOUT_SECONDS = "30";

    @Bean
    HikariDataSource dataSource(Settings environment, Environment profiles) {
        DatabaseSettings settings = DatabaseSettings.of(environment);
        DatabaseUrl url = settings.url();
        LOG.info("Postgres {} poolSize={}", url, settings.poolSize());
        if (!url.ignored().isEmpty()) {
            LOG.warn("{}: the parameters {} have no meaning here and are left out", DatabaseUrl.SETTING, url.ignored());
        }
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("postgres");
        pool.setJdbcUrl(url.jdbcUrl());
        url.user().ifPresent(pool::setUsername);
        url.password().ifPresent(pool::setPassword);
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        pool.setInitializationFailTimeout(profiles.matchesProfiles(TRAINING) ? NO_WAIT : START_WAIT.toMillis());
        pool.addDataSourceProperty("ApplicationName", "numeneon-api");
        pool.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        pool.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        url.driverProperties().forEach(pool::addDataSourceProperty);
        return new HikariDataSource(pool);
    }
}
