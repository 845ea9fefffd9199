package com.numeneon.notification.peers;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the other pods are.
 *
 * @param names of management ports; a name stands for all addresses that it has, so one may be that of a headless service
 * @param token what the other pods want to see off loopback, where all have the same one
 */
public record PeerSettings(List<Name> names, Optional<String> token) {

    static final String SETTING = "NOTIFICATION_PEERS";

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[\\w.-]+):(\\d{1,5})");

    /** @param host a name or an address; of an IPv6 address without brackets */
    record Name(String host, int port) {}

    public PeerSettings {
        names = List.copyOf(names);
    }

    public static PeerSettings read(Settings settings) {
        List<Name> names = new ArrayList<>();
        for (String text : settings.text(SETTING, "").split(",", -1)) {
            if (!text.isBlank()) {
                names.add(name(text.strip()));
            }
        }
        return new PeerSettings(names, settings.optional("OPERATOR_TOKEN"));
    }

    private static Name name(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(2)) < 1 || Integer.parseInt(form.group(2)) > 65_535) {
            throw new InvalidSetting(SETTING + " must be a comma list of host:port, not \"" + text + "\".");
        }
        return new Name(form.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(form.group(2)));
    }
}
