package com.numeneon.api;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where time, randomness and ids come from; everything else has them handed in. */
@Configuration(proxyBeanMethods = false)
class Sources {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    /** UUIDv7: ascending, so that an index on them grows at its end. */
    @Bean
    TimeBasedEpochGenerator uuids() {
        return Generators.timeBasedEpochGenerator();
    }
}
