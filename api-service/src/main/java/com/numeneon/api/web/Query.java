package com.numeneon.api.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the query string, and of nothing else: a form body does not count. A controller asks for it as an
 * argument. Of a repeated parameter the first holds.
 */
public final class Query {

    private static final int MAX_TEXT = 500;

    /** What the decoder puts for bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final String REPLACEMENT_ENCODED = "%EF%BF%BD";

    private final Map<String, List<String>> parameters;

    Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * Parses strictly: a replaced character would be somebody else's name.
     *
     * @throws BadRequest when it is not percent-encoded UTF-8
     */
    static Query parse(@Nullable String queryString) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (queryString != null) {
            for (String pair : queryString.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        parameters.remove("");
        return new Query(parameters);
    }

    /**
     * Trimmed; empty when absent or blank.
     *
     * @throws InvalidFields for what is no text or over 500 code points
     */
    public Optional<String> text(String name) {
        return text(name, MAX_TEXT);
    }

    /** As {@link #text(String)}, with a bound of the caller's own in code points. */
    public Optional<String> text(String name, int max) {
        Optional<String> value = value(name).map(String::strip);
        value.flatMap(text -> TextRules.broken(text, max)).ifPresent(rule -> {
            throw InvalidFields.of(name, "The query parameter " + name + " " + rule);
        });
        return value;
    }

    /** @throws InvalidFields when it is absent or not an id */
    public long id(String name) {
        String value = value(name)
                .orElseThrow(() -> InvalidFields.of(
                        name, "The parameter " + name + " is required in the query, as in ?" + name + "=7."));
        return Ids.parse(value)
                .orElseThrow(() -> InvalidFields.of(
                        name,
                        "The parameter " + name + " in the query must be a whole number, as in ?" + name + "=7."));
    }

    /** As it is: around a number even a blank is wrong, and a plus sign is one here. */
    Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst).filter(value -> !value.isBlank());
    }

    /** The query string again, percent-encoded, with these parameters instead of what they were. */
    String textWith(Map<String, String> replacements) {
        Map<String, String> all = new LinkedHashMap<>();
        parameters.forEach((name, values) -> all.put(name, values.getFirst()));
        all.putAll(new TreeMap<>(replacements));
        return all.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf(REPLACEMENT) < 0
                    || text.toUpperCase(Locale.ROOT).contains(REPLACEMENT_ENCODED)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // A % without two hexadecimal digits: refused as any other wrong encoding.
        }
        throw new BadRequest("The query is not percent-encoded UTF-8.");
    }
}
