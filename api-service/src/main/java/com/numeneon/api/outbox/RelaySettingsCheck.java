package com.numeneon.api.outbox;

import com.numeneon.api.settings.Settings;
import com.numeneon.api.settings.SettingsCheck;

/** {@link RelaySettings}. */
final class RelaySettingsCheck implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        RelaySettings.of(settings);
    }
}
