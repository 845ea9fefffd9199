package com.numeneon.standalone.frontdoor;

import com.numeneon.contracts.origin.AllowedOrigins;
import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
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

    /** @throws InvalidSetting if one is missing or wrong; its message names the setting */
    static FrontDoorSettings from(Map<String, String> environment) {
        Settings settings = new Settings(environment::get);
        return new FrontDoorSettings(
                address(settings.text("ADDRESS", "")),
                settings.integer("PORT", 8000, 0, 65_535),
                targets(settings, "API_TARGETS"),
                targets(settings, "NOTIFICATION_TARGETS"),
                AllowedOrigins.of(settings),
                Timing.usual());
    }

    private static String address(String text) {
        if (!text.isEmpty() && new InetSocketAddress(text, 0).isUnresolved()) {
            throw new InvalidSetting("ADDRESS must be an address of this machine, but it is \"" + text + "\".");
        }
        return text;
    }

    private static List<PodAddress> targets(Settings settings, String name) {
        return PodAddress.parseList(name, settings.required(name, "a comma list of host:port:managementPort"));
    }
}
