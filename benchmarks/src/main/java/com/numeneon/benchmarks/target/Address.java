package com.numeneon.benchmarks.target;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port.
 *
 * @param host a name or an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

    /** @throws IllegalArgumentException quoting what is no address */
    public static Address parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not host:port");
        }
        int port = Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("\"" + text + "\" has no port from 1 to 65535");
        }
        return new Address(parts.group(1), port);
    }

    /** Of a list with commas. */
    public static List<Address> parseAll(String text) {
        return Arrays.stream(text.split(",", -1)).map(Address::parse).toList();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
