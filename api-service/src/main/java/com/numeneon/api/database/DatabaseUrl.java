package com.numeneon.api.database;

import com.numeneon.contracts.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@code DATABASE_URL}: a connection URI as libpq takes it (PostgreSQL manual, section 34.1.1.2), that is
 * {@code postgres://user:password@host:port/database?parameter=value}, every part percent-encoded. It may name several
 * hosts. Its text form leaves out the user and the password, so that it can be logged.
 *
 * @param hosts {@code host:port}, IPv6 addresses in brackets
 * @param database name of the database
 * @param user empty for the operating system's user
 * @param password empty when the server asks for none
 * @param driverProperties the parameters as the JDBC driver calls them
 * @param ignored the parameters that have no meaning for the driver and whose absence does no harm
 */
record DatabaseUrl(
        List<String> hosts,
        String database,
        Optional<String> user,
        Optional<String> password,
        Map<String, String> driverProperties,
        List<String> ignored) {

    static final String SETTING = "DATABASE_URL";
    static final String EXAMPLE = "postgres://user:password@host:5432/database";

    private static final Pattern FORMAT =
            Pattern.compile("postgres(?:ql)?://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?(?<hosts>[^@/?#]*)"
                    + "(?:/(?<database>[^?#/]*))?(?:\\?(?<query>[^#]*))?");
    private static final Pattern HOST =
            Pattern.compile("(?<name>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)?(?::(?<port>[0-9]{1,5})?)?");

    private static final String DEFAULT_HOST = "localhost";
    private static final int DEFAULT_PORT = 5432;

    /** Never names the value in an error, as it holds a password. */
    static DatabaseUrl parse(String url) {
        Matcher parts = FORMAT.matcher(url);
        if (!parts.matches()) {
            throw wrong("it does not have the form " + EXAMPLE + "; a special character in a part is percent-encoded");
        }
        Optional<String> user = part(parts.group("user"));
        LibpqParameters parameters =
                LibpqParameters.parse(Optional.ofNullable(parts.group("query")).orElse(""));
        return new DatabaseUrl(
                hosts(parts.group("hosts")),
                part(parts.group("database"))
                        .or(() -> user)
                        .orElseThrow(() -> wrong("it names no database, as in " + EXAMPLE)),
                user,
                part(parts.group("password")),
                parameters.driverProperties(),
                parameters.ignored());
    }

    /** Without user and password. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + String.join(",", hosts) + "/" + PercentText.encode(database);
    }

    @Override
    public String toString() {
        return "host=" + String.join(",", hosts) + " database=" + database;
    }

    static InvalidSetting wrong(String reason) {
        return new InvalidSetting(SETTING + " is not valid: " + reason + ".");
    }

    private static List<String> hosts(String text) {
        List<String> hosts = new ArrayList<>();
        for (String host : PercentText.decode(text).split(",", -1)) {
            Matcher parts = HOST.matcher(host);
            if (!parts.matches()) {
                throw wrong("its host is neither a name nor an address (an IPv6 address stands in [brackets])");
            }
            hosts.add(Optional.ofNullable(parts.group("name")).orElse(DEFAULT_HOST) + ":" + port(parts.group("port")));
        }
        return List.copyOf(hosts);
    }

    private static int port(@Nullable String text) {
        int port = text == null ? DEFAULT_PORT : Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw wrong("its port is not from 1 to 65535");
        }
        return port;
    }

    private static Optional<String> part(@Nullable String encoded) {
        return Optional.ofNullable(encoded).map(PercentText::decode).filter(text -> !text.isEmpty());
    }
}
