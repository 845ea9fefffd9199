package com.numeneon.api.settings;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;

/**
 * A feature's look at its own settings before anything is started, so that a wrong one is told in a second, whatever else
 * is amiss. Named in {@code META-INF/spring.factories}; it has a constructor without parameters.
 */
@FunctionalInterface
public interface SettingsCheck {

    /** Throws {@link InvalidSetting} for the first that is missing or wrong. */
    void check(Settings settings);
}
