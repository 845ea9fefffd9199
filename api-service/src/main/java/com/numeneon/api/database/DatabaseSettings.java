package com.numeneon.api.database;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.settings.TextOrFile;
import java.io.UncheckedIOException;

/**
 * @param url {@code DATABASE_URL}, as text or as {@code file:} and a path
 * @param poolSize {@code DATABASE_POOL_SIZE}, connections of this process
 */
record DatabaseSettings(DatabaseUrl url, int poolSize) {

    /**
     * Virtual threads wait for a connection at no cost, so the pool alone decides how much work Postgres gets at once. A
     * few per core of the server is where its throughput peaks; more only queue inside it and hold their locks longer.
     * Sixteen leaves some to wait for row locks beside those at work, and several pods below the server's usual 100.
     */
    static final int DEFAULT_POOL_SIZE = 16;

    /** One is taken now and then by the revocation poll, one by the readiness check, one by a duty. */
    private static final int MIN_POOL_SIZE = 4;

    static DatabaseSettings of(Settings settings) {
        return new DatabaseSettings(
                DatabaseUrl.parse(url(settings.required(
                        DatabaseUrl.SETTING,
                        "the connection URI of a PostgreSQL, as in " + DatabaseUrl.EXAMPLE + ", or to file:<path>"))),
                settings.integer("DATABASE_POOL_SIZE", DEFAULT_POOL_SIZE, MIN_POOL_SIZE, 1_000));
    }

    private static String url(String setting) {
        try {
            return new TextOrFile(setting).text().strip();
        } catch (UncheckedIOException e) {
            throw DatabaseUrl.wrong("the file that it names cannot be read");
        }
    }
}
