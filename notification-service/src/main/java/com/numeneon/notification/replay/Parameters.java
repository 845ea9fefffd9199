package com.numeneon.notification.replay;

import com.numeneon.notification.redelivery.Order;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parameters of a request as values. Each method throws {@link BadQuestion} for a text that makes no sense. */
final class Parameters {

    private static final Pattern AGO = Pattern.compile("(\\d{1,9})(s|m|h|d)");
    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private final Map<String, String[]> texts;

    Parameters(Map<String, String[]> texts) {
        this.texts = Map.copyOf(texts);
    }

    /** A misspelt parameter would otherwise be an answer to another question. */
    void refuseAllBut(List<String> known) {
        for (String name : new TreeSet<>(texts.keySet())) {
            if (!known.contains(name)) {
                throw new BadQuestion(name, "There is no such parameter; there are " + String.join(", ", known) + ".");
            }
        }
    }

    Optional<String> text(String name) {
        List<String> all = texts(name);
        if (all.size() > 1) {
            throw new BadQuestion(name, "Give it once.");
        }
        return all.stream().findFirst();
    }

    /** Given several times, or separated by commas. One without a value is no filter that was left out, but a mistake. */
    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (String given : texts.getOrDefault(name, new String[0])) {
            for (String one : given.split(",", -1)) {
                if (one.isBlank()) {
                    throw new BadQuestion(name, "It has no value.");
                }
                all.add(one.strip());
            }
        }
        return all;
    }

    /** A time as in ISO 8601, or how long before now. */
    Optional<Instant> time(String name, Instant now) {
        return text(name).map(text -> {
            Matcher ago = AGO.matcher(text);
            try {
                return ago.matches()
                        ? now.minus(UNITS.getOrDefault(ago.group(2), Duration.ZERO)
                                .multipliedBy(Long.parseLong(ago.group(1))))
                        : Instant.parse(text);
            } catch (DateTimeException e) {
                throw new BadQuestion(
                        name, "Say how long ago, as in 90s, 10m, 2h or 1d, or when: 2026-11-22T15:04:05Z.");
            }
        });
    }

    Optional<Long> id(String name) {
        return text(name).map(text -> {
            if (!text.matches("\\d{1,18}")) {
                throw new BadQuestion(name, "It must be the number of one.");
            }
            return Long.valueOf(text);
        });
    }

    int number(String name, int fallback, int max) {
        long number = id(name).orElse((long) fallback);
        if (number < 1 || number > max) {
            throw new BadQuestion(name, "It must be from 1 to " + max + ".");
        }
        return (int) number;
    }

    /** A sentence of somebody's, commas and all. */
    Optional<String> line(String name) {
        String[] given = texts.getOrDefault(name, new String[0]);
        if (given.length > 1) {
            throw new BadQuestion(name, "Give it once.");
        }
        Optional<String> line = Arrays.stream(given)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst();
        if (line.filter(text -> text.length() > Order.LONGEST_REASON).isPresent()) {
            throw new BadQuestion(name, "It must have at most " + Order.LONGEST_REASON + " characters.");
        }
        return line;
    }

    /** The id of an event, which carries its time. */
    Optional<UUID> eventId(String name) {
        return text(name).map(text -> {
            if (!text.matches(UUID_FORM) || UUID.fromString(text).version() != 7) {
                throw new BadQuestion(name, "It must be the id of an event, a UUID of version 7.");
            }
            return UUID.fromString(text);
        });
    }

    Set<UUID> eventIds(String name) {
        return texts(name).stream()
                .map(text -> {
                    if (!text.matches(UUID_FORM)) {
                        throw new BadQuestion(name, "It must be the id of an event.");
                    }
                    return UUID.fromString(text);
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** When a UUID of version 7 was made, to the millisecond. */
    static Instant timeOf(UUID version7) {
        return Instant.ofEpochMilli(version7.getMostSignificantBits() >>> 16);
    }

    boolean flag(String name) {
        return text(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new BadQuestion(name, "It must be true or false.");
                })
                .orElse(false);
    }
}
