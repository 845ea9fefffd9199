package com.numeneon.contracts.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings by the name of their environment variable, so that what an operator writes, what the code reads and what
 * an error names are the same word. A blank value counts as absent. Every method throws {@link InvalidSetting} for a value
 * that is wrong; the sentence quotes it, so secrets are read by {@link #parsed} with a reader that does not.
 */
public final class Settings {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private final Function<String, @Nullable String> variables;

    /** @param variables gives a variable's value, null when it is not set */
    public Settings(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.apply(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** @param purpose what it must hold, completing "must be set to …" */
    public String required(String name, String purpose) {
        return optional(name).orElseThrow(() -> new InvalidSetting(name + " must be set to " + purpose + "."));
    }

    public String text(String name, String fallback) {
        return optional(name).orElse(fallback);
    }

    /** Between {@code min} and {@code max}, both included. */
    public int integer(String name, int fallback, int min, int max) {
        return within(name, fallback, min, max, "a whole number from " + min + " to " + max, Integer::parseInt);
    }

    /** Written as 500ms, 30s, 15m, 1h, 7d, as a plain number of seconds, or in ISO 8601 (PT1H); bounds included. */
    public Duration duration(String name, Duration fallback, Duration min, Duration max) {
        String wanted =
                "a duration such as 90s, 15m or 24h, from " + min.toSeconds() + " s to " + max.toSeconds() + " s";
        return within(name, fallback, min, max, wanted, Settings::duration);
    }

    /**
     * A setting with a form of its own.
     *
     * @param reader throws IllegalArgumentException whose message names the setting and says what is wrong with it
     */
    public static <T> T parsed(String value, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(e.getMessage() + ".");
        }
    }

    private <T extends Comparable<T>> T within(
            String name, T fallback, T min, T max, String wanted, Function<String, T> reader) {
        return optional(name)
                .map(text -> parsed(text, value -> {
                    T read = readOrRefuse(name, value, wanted, reader);
                    if (read.compareTo(min) < 0 || read.compareTo(max) > 0) {
                        throw refusal(name, value, wanted);
                    }
                    return read;
                }))
                .orElse(fallback);
    }

    private static <T> T readOrRefuse(String name, String value, String wanted, Function<String, T> reader) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refusal(name, value, wanted);
        }
    }

    private static IllegalArgumentException refusal(String name, String value, String wanted) {
        return new IllegalArgumentException(name + " must be " + wanted + ", not \"" + value + "\"");
    }

    private static Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        if (!amount.matches()) {
            return Duration.parse(text);
        }
        String unit = Optional.ofNullable(amount.group(2)).orElse("s");
        return UNITS.getOrDefault(unit, Duration.ZERO).multipliedBy(Long.parseLong(amount.group(1)));
    }
}
