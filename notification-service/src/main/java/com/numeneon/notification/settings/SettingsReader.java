package com.numeneon.notification.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.PropertyResolver;
import org.springframework.stereotype.Component;

/**
 * Reads settings by the names of their environment variables. A blank value counts as absent. Every error names the
 * variable and what it takes.
 */
@Component
public final class SettingsReader {

    private final PropertyResolver environment;

    public SettingsReader(PropertyResolver environment) {
        this.environment = environment;
    }

    public String text(String name, String otherwise) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    /** @param meaning completes the sentence "NAME must be set: …" */
    public String required(String name, String meaning) {
        String value = text(name, "");
        if (value.isEmpty()) {
            throw new InvalidSetting(name + " must be set: " + meaning);
        }
        return value;
    }

    public int integer(String name, int otherwise, int min, int max) {
        String wanted = "a whole number from " + min + " to " + max;
        return parsed(name, otherwise, min, max, wanted, Integer::valueOf);
    }

    /** Takes {@code 24h}, {@code 90s}, {@code PT1H}, or a plain number of seconds. */
    public Duration duration(String name, Duration otherwise, Duration min, Duration max) {
        String wanted =
                "a duration such as 90s, 15m or 24h, from " + min.toSeconds() + " s to " + max.toSeconds() + " s";
        return parsed(
                name, otherwise, min, max, wanted, text -> DurationStyle.detectAndParse(text, ChronoUnit.SECONDS));
    }

    private <T extends Comparable<T>> T parsed(
            String name, T otherwise, T min, T max, String wanted, Function<String, T> parser) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        @Nullable T value = null;
        try {
            value = parser.apply(text);
        } catch (IllegalArgumentException e) {
            // Said below, for a wrong form and a wrong size alike.
        }
        if (value == null || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new InvalidSetting(name + " must be " + wanted + ", not \"" + text + "\"");
        }
        return value;
    }
}
