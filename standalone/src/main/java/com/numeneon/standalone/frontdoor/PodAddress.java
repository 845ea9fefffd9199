package com.numeneon.standalone.frontdoor;

import com.numeneon.contracts.settings.InvalidSetting;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one pod serves and where it says whether it is ready.
 *
 * @param host a name or an address; an IPv6 address in brackets
 * @param port the pod's public port
 * @param managementPort the port of its {@code /readyz}
 */
record PodAddress(String host, int port, int managementPort) {

    private static final Pattern FORM = Pattern.compile("([a-zA-Z0-9.-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5}):(\\d{1,5})");

    /**
     * Reads a comma list of {@code host:port:managementPort}.
     *
     * @throws InvalidSetting names the setting, if the list is empty or one entry is not of that form
     */
    static List<PodAddress> parseList(String setting, String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .map(entry -> parse(setting, entry))
                .toList();
    }

    private static PodAddress parse(String setting, String entry) {
        Matcher parts = FORM.matcher(entry);
        if (!parts.matches() || !isPort(parts.group(2)) || !isPort(parts.group(3))) {
            throw new InvalidSetting(
                    setting + " must be a comma list of host:port:managementPort, but it has \"" + entry + "\".");
        }
        return new PodAddress(parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    private static boolean isPort(String digits) {
        int number = Integer.parseInt(digits);
        return number >= 1 && number <= 65_535;
    }

    URI origin() {
        return URI.create("http://" + host + ":" + port);
    }

    URI readiness() {
        return URI.create("http://" + host + ":" + managementPort + "/readyz");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
