package com.numeneon.api.database;

import com.numeneon.api.settings.Settings;
import com.numeneon.api.settings.SettingsCheck;

/** {@link DatabaseSettings}. */
final class DatabaseSettingsCheck implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        DatabaseSettings.of(settings);
    }
}
