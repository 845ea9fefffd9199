package com.numeneon.api.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.stereotype.Component;

/**
 * Reads settings by the name of their environment variable, so that what an operator writes, what the code reads and what
 * an error names are the same word. A blank value counts as absent. Every method throws {@link InvalidSetting}.
 */
@Component
public final class Settings {

    private final PropertyResolver environment;

    public Settings(Environment environment) {
        this.environment = environment;
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(environment.getProperty(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** @param purpose what it must hold, completing "Set it to …" */
    public String required(String name, String purpose) {
        return optional(name)
                .orElseThrow(
                        () -> new InvalidSetting("The setting " + name + " is missing.", "Set it to " + purpose + "."));
    }

    public String text(String name, String fallback) {
        return optional(name).orElse(fallback);
    }

    /** Between {@code min} and {@code max}, both included. */
    public int integer(String name, int fallback, int min, int max) {
        String range = "a whole number from " + min + " to " + max;
        int value = parsed(name, fallback, range, Integer::parseInt);
        return checked(name, value, value >= min && value <= max, range);
    }

    /** Written as 500ms, 30s, 15m, 1h, 7d or ISO 8601 (PT1H); more than zero. */
    public Duration duration(String name, Duration fallback) {
        String format = "a duration above zero, such as 500ms, 30s, 15m, 1h or 7d";
        Duration value = parsed(name, fallback, format, DurationStyle::detectAndParse);
        return checked(name, value, value.isPositive(), format);
    }

    private <T> T parsed(String name, T fallback, String format, Function<String, T> parser) {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            return parser.apply(text.get());
        } catch (IllegalArgumentException e) {
            throw wrong(name, format);
        }
    }

    private static <T> T checked(String name, T value, boolean valid, String format) {
        if (!valid) {
            throw wrong(name, format);
        }
        return value;
    }

    private static InvalidSetting wrong(String name, String format) {
        return new InvalidSetting("The setting " + name + " is not valid.", "Set it to " + format + ".");
    }
}
