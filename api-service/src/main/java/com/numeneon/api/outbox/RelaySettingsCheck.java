package com.numeneon.api.outbox;

import com.numeneon.api.settings.SettingsCheck;
import com.numeneon.contracts.settings.Settings;

/** {@link RelaySettings}. */
final class RelaySettingsCheck implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        RelaySettings.of(settings);
    }
}
