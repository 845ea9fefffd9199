package com.numeneon.api.tracing;

import com.numeneon.api.settings.SettingsCheck;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.tracing.TracingSettings;
import java.util.Optional;

/** {@link TracingSettings}. */
final class TracingSettingsCheck implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        Optional<TracingSettings> ignored = TracingSettings.of(settings, TracingConfiguration.SERVICE);
    }
}
