package com.numeneon.api.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parameters of the query string, and of nothing else: a form body does not count. A controller asks for it as an
 * argument. Of a repeated parameter the first holds.
 */
public final class Query {

    private static final int MAX_TEXT = 500;

    private final Map<String, List<String>> parameters;

    Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * Trimmed; empty when absent or blank.
     *
     * @throws InvalidFields for what is no text or over 500 code points
     */
    public Optional<String> text(String name) {
        Optional<String> value = value(name);
        value.flatMap(text -> TextRules.broken(text, MAX_TEXT)).ifPresent(rule -> {
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

    Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name))
                .map(values -> values.getFirst().strip())
                .filter(value -> !value.isEmpty());
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
}
