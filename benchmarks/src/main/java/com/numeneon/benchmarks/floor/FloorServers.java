package com.numeneon.benchmarks.floor;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * The servers beneath the target, for what is measured without it.
 *
 * @param database as {@code DATABASE_URL}; never printed, as it holds a password
 * @param kafka as {@code KAFKA_BOOTSTRAP_SERVERS}
 */
public record FloorServers(Optional<String> database, Optional<String> kafka) {

    /** @throws IOException when it is not known where the database is */
    public Connection connect() throws IOException, SQLException {
        String text = database.orElseThrow(
                () -> new IOException("there is no floor without the target's database: name it by --database"));
        URI url;
        try {
            url = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("--database must be like postgres://user:password@host:5432/database");
        }
        if (url.getHost() == null
                || url.getRawUserInfo() == null
                || url.getRawPath().length() < 2) {
            throw new IOException("--database must be like postgres://user:password@host:5432/database");
        }
        String[] user = url.getRawUserInfo().split(":", 2);
        Properties properties = new Properties();
        properties.setProperty("user", decoded(user[0]));
        properties.setProperty("password", user.length > 1 ? decoded(user[1]) : "");
        int port = url.getPort() < 0 ? 5432 : url.getPort();
        String parameters = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + port + url.getRawPath() + parameters, properties);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "FloorServers[kafka=" + kafka.orElse("none") + "]";
    }
}
