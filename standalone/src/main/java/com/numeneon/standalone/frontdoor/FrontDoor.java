package com.numeneon.standalone.frontdoor;

import com.numeneon.contracts.settings.InvalidSetting;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/**
 * The front door's process: starts it from the environment, and stops it on SIGTERM.
 *
 * <p>Settings: {@code PORT} (8000), {@code ADDRESS} (all), {@code API_TARGETS}, {@code NOTIFICATION_TARGETS} (comma lists of
 * host:port:managementPort), {@code CORS_ALLOWED_ORIGINS}. Ends with status 1 and one sentence when it cannot start.
 */
public final class FrontDoor {

    private FrontDoor() {}

    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "com/numeneon/standalone/frontdoor/logback.xml");
        }
        try {
            run(FrontDoorSettings.from(System.getenv()));
        } catch (InvalidSetting e) {
            fail(e.sentence());
        }
    }

    private static void run(FrontDoorSettings settings) {
        try {
            FrontDoorServer server = FrontDoorServer.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            LoggerFactory.getLogger(FrontDoor.class)
                    .info(
                            "The front door listens on port {} (api pods: {}, notification pods: {})",
                            server.port(),
                            settings.apiTargets(),
                            settings.notificationTargets());
        } catch (IOException e) {
            fail("The front door cannot listen on port " + settings.port() + " (setting PORT): " + e.getMessage()
                    + ".");
        }
    }

    private static void fail(String sentence) {
        System.err.println(sentence);
        System.exit(1);
    }
}
