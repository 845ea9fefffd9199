package com.numeneon.standalone.frontdoor;

import com.numeneon.contracts.origin.AllowedOrigins;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * What the front door needs to start.
 *
 * @param address the address to listen on; empty is every address of the machine
 * @param port 0 picks a free one
 * @param allowedOrigins which browser origins may read the answers that the front door itself makes
 */
record FrontDoorSettings(
        String address,
        int port,
        List<PodAddress> apiTargets,
        List<PodAddress> notificationTargets,
        AllowedOrigins allowedOrigins,
        Timing timing) {

    /** @throws BadSettingException if one is missing or wrong; its message names the setting */
    static FrontDoorSettings from(Map<String, String> environment) {
        return new FrontDoorSettings(
                address(environment.getOrDefault("ADDRESS", "").strip()),
                port(environment.getOrDefault("PORT", "8000").strip()),
                targets(environment, "API_TARGETS"),
                targets(environment, "NOTIFICATION_TARGETS"),
                origins(environment.getOrDefault(AllowedOrigins.SETTING, AllowedOrigins.DEFAULT)),
                Timing.usual());
    }

    private static String address(String text) {
        if (!text.isEmpty() && new InetSocketAddress(text, 0).isUnresolved()) {
            throw new BadSettingException("ADDRESS must be an address of this machine, but it is \"" + text + "\".");
        }
        return text;
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw new BadSettingException("PORT must be a number from 0 to 65535, but it is \"" + text + "\".");
    }

    private static List<PodAddress> targets(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new BadSettingException(name + " must be set: a comma list of host:port:managementPort.");
        }
        return PodAddress.parseList(name, value);
    }

    private static AllowedOrigins origins(String value) {
        try {
            return AllowedOrigins.parse(value);
        } catch (IllegalArgumentException e) {
            throw new BadSettingException(e.getMessage() + ".");
        }
    }
}
