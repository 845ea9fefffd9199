package com.numeneon.api.database;

import com.numeneon.api.settings.SettingsCheck;
import com.numeneon.contracts.settings.Settings;

/** {@link DatabaseSettings}. */
final class DatabaseSettingsCheck implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        DatabaseSettings.of(settings);
    }
}
