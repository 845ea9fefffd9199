package com.numeneon.notification.trail;

import com.numeneon.contracts.settings.Settings;
import java.time.Duration;

/**
 * How much a pod remembers of what it did.
 *
 * @param bytes what all steps may take together; the oldest are forgotten
 * @param time how long a step is remembered, about: steps are forgotten thousands at a time
 */
public record TrailSettings(int bytes, Duration time) {

    public static TrailSettings read(Settings settings) {
        return new TrailSettings(
                settings.integer("TRAIL_BYTES", 16 << 20, 1 << 20, 1 << 30),
                settings.duration("TRAIL_TIME", Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofDays(7)));
    }
}
