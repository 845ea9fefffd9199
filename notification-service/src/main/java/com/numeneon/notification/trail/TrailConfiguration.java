package com.numeneon.notification.trail;

import com.numeneon.contracts.settings.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pod's trail, bounded as the environment says. */
@Configuration(proxyBeanMethods = false)
class TrailConfiguration {

    @Bean
    Trail trail(Settings settings, Clock clock, MeterRegistry meters) {
        Trail trail = new Trail(TrailSettings.read(settings), clock);
        TimeGauge.builder(
                        "numeneon.trail.age",
                        trail,
                        TimeUnit.MILLISECONDS,
                        t -> t.age().toMillis())
                .description("how far back this pod remembers what became of each frame")
                .register(meters);
        Gauge.builder("numeneon.trail.bytes", trail, Trail::bytes)
                .description("what that takes")
                .register(meters);
        return trail;
    }
}
