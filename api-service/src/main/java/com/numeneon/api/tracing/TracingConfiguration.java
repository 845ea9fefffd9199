package com.numeneon.api.tracing;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.tracing.Tracing;
import com.numeneon.tracing.TracingSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Exports spans where a collector is named. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    static final String SERVICE = "api-service";

    @Bean
    Tracing tracing(Settings settings, MeterRegistry metrics) {
        return Tracing.of(TracingSettings.of(settings, SERVICE).orElse(null), metrics);
    }
}
