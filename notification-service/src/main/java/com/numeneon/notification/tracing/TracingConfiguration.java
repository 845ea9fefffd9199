package com.numeneon.notification.tracing;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.tracing.Tracing;
import com.numeneon.tracing.TracingSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Exports spans where a collector is named. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    Tracing tracing(Settings settings, MeterRegistry meters) {
        return Tracing.of(TracingSettings.of(settings, "notification-service").orElse(null), meters);
    }

    @Bean
    DeliveryTraces deliveryTraces(Tracing tracing, Clock clock) {
        return new DeliveryTraces(tracing, clock);
    }
}
