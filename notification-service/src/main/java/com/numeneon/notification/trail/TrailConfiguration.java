package com.numeneon.notification.trail;

import com.numeneon.contracts.settings.Settings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pod's trail, bounded as the environment says. */
@Configuration(proxyBeanMethods = false)
class TrailConfiguration {

    @Bean
    Trail trail(Settings settings, Clock clock) {
        return new Trail(TrailSettings.read(settings), clock);
    }
}
