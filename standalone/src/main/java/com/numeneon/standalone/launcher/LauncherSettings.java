package com.numeneon.standalone.launcher;

import com.numeneon.contracts.settings.DrainTimes;
import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.contracts.token.SigningKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param home holds all data, keys and logs
 * @param port the one public port
 * @param databaseUrl an external PostgreSQL server; empty runs the embedded one
 * @param kafkaBootstrapServers an external Kafka; empty runs the embedded one
 * @param ownKeys whether the environment brings the keys for tokens
 * @param drain how long a notification pod takes to leave; it reads the same settings
 */
record LauncherSettings(
        Path home,
        int port,
        int apiPods,
        int notificationPods,
        Optional<String> databaseUrl,
        Optional<String> kafkaBootstrapServers,
        boolean ownKeys,
        DrainTimes drain) {

    private static final int MOST_PODS = 16;

    /** @throws InvalidSetting naming the setting that is wrong */
    static LauncherSettings from(Map<String, String> environment) {
        Settings settings = new Settings(environment::get);
        return new LauncherSettings(
                Path.of(settings.text("NUMENEON_HOME", ".numeneon"))
                        .toAbsolutePath()
                        .normalize(),
                settings.integer("PORT", 8000, 1, 65_535),
                settings.integer("API_PODS", 1, 1, MOST_PODS),
                settings.integer("NOTIFICATION_PODS", 1, 1, MOST_PODS),
                settings.optional("DATABASE_URL"),
                settings.optional("KAFKA_BOOTSTRAP_SERVERS"),
                ownKeys(settings),
                DrainTimes.of(settings));
    }

    private static boolean ownKeys(Settings settings) {
        boolean privateKey = settings.optional(SigningKey.SETTING).isPresent();
        if (privateKey != settings.optional(JwkSetKeys.SETTING).isPresent()) {
            throw new InvalidSetting(
                    SigningKey.SETTING + " and " + JwkSetKeys.SETTING + " go together: set both or neither.");
        }
        return privateKey;
    }
}
