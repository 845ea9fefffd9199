package com.numeneon.notification.settings;

import com.numeneon.contracts.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the settings from Spring's environment, so that tests can give them as properties. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean
    Settings settings(Environment environment) {
        return new Settings(environment::getProperty);
    }
}
