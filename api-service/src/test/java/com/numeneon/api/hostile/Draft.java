package com.numeneon.api.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request being made. What is set is sent as it is, however wrong. For one thread. */
public final class Draft {

    private String method;
    private final String pattern;
    private final Map<String, String> path = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private boolean hasBody;
    private byte @Nullable [] body;
    private String afterPath = "/";
    private String beforePath = "";
    private String afterQuery = "";

    /** @param pattern with placeholders in braces and without a slash at its end */
    public Draft(String method, String pattern) {
        this.method = method;
        this.pattern = pattern;
        headers.put("Host", "localhost");
        headers.put("Content-Type", "application/json");
    }

    public Draft copy() {
        Draft copy = new Draft(method, pattern);
        copy.path.putAll(path);
        copy.query.putAll(query);
        copy.headers.putAll(headers);
        copy.fields.putAll(fields);
        copy.hasBody = hasBody;
        copy.body = body;
        copy.afterPath = afterPath;
        copy.beforePath = beforePath;
        copy.afterQuery = afterQuery;
        return copy;
    }

    Draft method(String other) {
        method = other;
        return this;
    }

    String method() {
        return method;
    }

    /** @param raw percent-encoded */
    public Draft path(String name, Object raw) {
        path.put(name, raw.toString());
        return this;
    }

    /** The first id in the path; 0 when there is none. */
    public long id() {
        return path.values().stream()
                .filter(raw -> raw.matches("[0-9]+"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** @param raw percent-encoded; null for none */
    public Draft query(String name, @Nullable Object raw) {
        if (raw == null) {
            query.remove(name);
        } else {
            query.put(name, raw.toString());
        }
        return this;
    }

    /** Goes behind all parameters. */
    Draft afterQuery(String raw) {
        afterQuery = raw;
        return this;
    }

    /** Stands instead of the slash at the path's end. */
    Draft afterPath(String raw) {
        afterPath = raw;
        return this;
    }

    boolean endsInSlash() {
        return afterPath.equals("/");
    }

    Draft beforePath(String raw) {
        beforePath = raw;
        return this;
    }

    /** @param value null for none */
    public Draft header(String name, @Nullable String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** The header as it is, or {@code other} where there is none. */
    String orElseHeader(String name, String other) {
        return headers.getOrDefault(name, other);
    }

    /** A request with a JSON object, be it empty. */
    Draft object() {
        hasBody = true;
        return this;
    }

    Draft text(String name, String value) {
        return field(name, Texts.json(value));
    }

    /** @param json null for none */
    Draft field(String name, @Nullable Object json) {
        hasBody = true;
        if (json == null) {
            fields.remove(name);
        } else {
            fields.put(name, json.toString());
        }
        return this;
    }

    /** Instead of the object. */
    Draft body(byte[] bytes) {
        body = bytes;
        return this;
    }

    boolean takesBody() {
        return hasBody;
    }

    /** The object as it stands. */
    String json() {
        return fields.entrySet().stream()
                .map(field -> Texts.json(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The path without the query. */
    String address() {
        String filled = pattern;
        for (Map.Entry<String, String> variable : path.entrySet()) {
            filled = filled.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return filled.equals("/") ? filled : beforePath + filled + afterPath;
    }

    public byte[] bytes() {
        byte[] content = Optional.ofNullable(body)
                .orElseGet(() -> hasBody ? json().getBytes(StandardCharsets.UTF_8) : new byte[0]);
        StringBuilder head = new StringBuilder(method).append(' ').append(address());
        String parameters = query.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&"))
                + afterQuery;
        if (!parameters.isEmpty()) {
            head.append('?').append(parameters);
        }
        head.append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0 || !method.equals("GET")) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(content);
        return all.toByteArray();
    }

    /** For people: at most so much of it as can be read. */
    @Override
    public String toString() {
        String all = new String(bytes(), StandardCharsets.UTF_8)
                .replaceAll("Bearer [^\r]{40,}", "Bearer (token)")
                .replaceAll("[^\\x20-\\x7e\r\n]", "?");
        return all.length() > 1_500 ? all.substring(0, 1_500) + "... (" + all.length() + ")" : all;
    }
}
