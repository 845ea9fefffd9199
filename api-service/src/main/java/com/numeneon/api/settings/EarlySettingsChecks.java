package com.numeneon.api.settings;

import com.numeneon.contracts.settings.Settings;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Runs every {@link SettingsCheck} before the first bean exists. */
final class EarlySettingsChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Settings settings = new Settings(context.getEnvironment()::getProperty);
        SpringFactoriesLoader.forDefaultResourceLocation(context.getClassLoader())
                .load(SettingsCheck.class)
                .forEach(check -> check.check(settings));
    }
}
