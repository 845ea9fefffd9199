package com.numeneon.api.security;

import com.numeneon.api.settings.SettingsCheck;
import com.numeneon.contracts.settings.Settings;
import java.time.Clock;

/** {@link TokenKeys} and {@link Argon2Settings}. */
final class SecuritySettingsCheck implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        TokenKeys.of(settings, Clock.systemUTC());
        Argon2Settings.of(settings);
    }
}
