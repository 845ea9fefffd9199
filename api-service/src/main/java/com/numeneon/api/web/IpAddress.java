package com.numeneon.api.web;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses as texts; never a host name, so nothing is looked up. Pure functions. */
final class IpAddress {

    /** A proxy may add the port that the connection came from, and an IPv6 address may carry its zone. */
    private static final Pattern FORM = Pattern.compile("(?<v4>\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?"
            + "|\\[(?<bracketed>[0-9A-Fa-f:.]{2,45})(?:%[^\\]]{1,32})?](?::\\d{1,5})?"
            + "|(?<v6>[0-9A-Fa-f:.]{2,45})(?:%[^\\]]{1,32})?");

    private IpAddress() {}

    /** Empty for what is no address. An IPv4 address within IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 address. */
    static Optional<InetAddress> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String literal = Optional.ofNullable(form.group("v4"))
                .or(() -> Optional.ofNullable(form.group("bracketed")))
                .orElseGet(() -> form.group("v6"));
        boolean v4 = form.group("v4") != null;
        try {
            // Without a colon Java would take shortened IPv4 forms, as in 127.1.
            return v4 || literal.contains(":") ? Optional.of(InetAddress.ofLiteral(literal)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
