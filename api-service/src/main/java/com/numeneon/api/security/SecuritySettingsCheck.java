package com.numeneon.api.security;

import com.numeneon.api.settings.SettingsCheck;
import com.numeneon.contracts.settings.Settings;
import java.time.Clock;

/** {@link TokenKeys}, {@link Argon2Settings} and {@link LoginLimits}. */
final class SecuritySettingsCheck implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        TokenKeys.of(settings, Clock.systemUTC());
        Argon2Settings.of(settings);
        LoginLimits.of(settings);
    }
}
