package com.numeneon.api.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of a libpq URI as properties of the JDBC driver. An unknown one is an error and not a warning: a misspelt
 * {@code sslmode} would otherwise connect in the clear. What merely tunes libpq is left out and reported.
 *
 * @param driverProperties by the driver's names
 * @param ignored libpq's names
 */
record LibpqParameters(Map<String, String> driverProperties, List<String> ignored) {

    /** Those that differ in nothing but their name. */
    private static final Map<String, String> SAME_VALUES = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("require_auth", "requireAuth"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("krbsrvname", "kerberosServerName"),
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("application_name", "ApplicationName"),
            Map.entry("options", "options"));

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private static final Set<String> HARMLESS = Set.of(
            "keepalives_idle",
            "keepalives_interval",
            "keepalives_count",
            "tcp_user_timeout",
            "fallback_application_name",
            "sslcompression",
            "client_encoding",
            "sslsni");

    static LibpqParameters parse(String query) {
        Map<String, String> properties = new LinkedHashMap<>();
        List<String> ignored = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw DatabaseUrl.wrong("each of its parameters is written name=value");
            }
            String name = PercentText.decode(pair.substring(0, equals));
            if (HARMLESS.contains(name)) {
                ignored.add(name);
            } else {
                add(name, PercentText.decode(pair.substring(equals + 1)), properties);
            }
        }
        return new LibpqParameters(Map.copyOf(properties), List.copyOf(ignored));
    }

    private static void add(String name, String value, Map<String, String> properties) {
        String same = SAME_VALUES.get(name);
        if (same != null) {
            properties.put(same, value);
            return;
        }
        switch (name) {
            case "sslrootcert" -> addRootCertificate(value, properties);
            case "target_session_attrs" -> properties.put("targetServerType", serverType(value));
            case "keepalives" -> properties.put("tcpKeepAlive", Boolean.toString(!value.equals("0")));
            case "load_balance_hosts" -> properties.put("loadBalanceHosts", Boolean.toString(value.equals("random")));
            default -> throw DatabaseUrl.wrong("the parameter \"" + printable(name) + "\" is unknown");
        }
    }

    /** {@code system} means the authorities that the platform trusts, here those of the JVM. */
    private static void addRootCertificate(String value, Map<String, String> properties) {
        if (value.equals("system")) {
            properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            properties.put("sslrootcert", value);
        }
    }

    private static String serverType(String value) {
        String type = SERVER_TYPES.get(value);
        if (type == null) {
            throw DatabaseUrl.wrong("target_session_attrs must be one of " + new TreeSet<>(SERVER_TYPES.keySet()));
        }
        return type;
    }

    private static String printable(String name) {
        return name.replaceAll("[^A-Za-z0-9_.-]", "?");
    }
}
