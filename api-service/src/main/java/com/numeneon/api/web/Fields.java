package com.numeneon.api.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of a JSON object and remembers every one that is wrong; {@link #check} then refuses them all at once.
 * What the reading methods give is to be used only after {@code check}: for a wrong field it is a stand-in. Unknown
 * fields are ignored. For one thread.
 */
public final class Fields {

    private static final int MAX_URL = 500;

    private final ObjectNode object;
    private final FieldErrors errors = new FieldErrors();

    Fields(ObjectNode object) {
        this.object = object;
    }

    /** Whether the field is there, be it null: what a partial change looks at. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** Trimmed text that must be there and not blank, of at most {@code max} code points. */
    public String text(String name, int max) {
        String text = required(name);
        return text == null ? "" : checked(name, text.strip(), max);
    }

    /** As {@link #text} but kept as it is: a password. */
    public String untrimmedText(String name, int max) {
        String text = required(name);
        return text == null ? "" : checked(name, text, max);
    }

    /** Trimmed text of at most {@code max} code points; null for none, which is absent, null or blank alike. */
    public @Nullable String optionalText(String name, int max) {
        String text = string(name);
        return text == null || text.isBlank() ? null : checked(name, text.strip(), max);
    }

    /** An http or https URL of at most 500 characters; null for none, which is absent, null or blank alike. */
    public @Nullable String optionalUrl(String name) {
        String url = optionalText(name, MAX_URL);
        if (url != null && !errors.has(name) && !isWebUrl(url)) {
            errors.addNamed(name, "must be a web address that begins with http:// or https://.");
        }
        return url;
    }

    /** One of {@code allowed}; {@code fallback} when it is absent, null or blank. */
    public String choice(String name, List<String> allowed, String fallback) {
        String text = string(name);
        if (text == null || text.isBlank()) {
            return fallback;
        }
        if (!allowed.contains(text)) {
            errors.addNamed(name, "must be one of " + String.join(", ", allowed) + ".");
        }
        return text;
    }

    /** The id of something, a JSON number; whether that exists is the caller's to find out. */
    public long id(String name) {
        if (isNone(name)) {
            errors.addNamed(name, "is required.");
            return 0;
        }
        return readId(name, object.get(name));
    }

    /** As {@link #id}; null for none, which is absent or null. */
    public @Nullable Long optionalId(String name) {
        return isNone(name) ? null : (Long) readId(name, object.get(name));
    }

    /**
     * Adds a rule of the caller's own.
     *
     * @param sentence whole, as people read it
     */
    public Fields reject(String name, String sentence) {
        errors.add(name, sentence);
        return this;
    }

    /** Whether nothing was found wrong with this field so far. */
    public boolean isValid(String name) {
        return !errors.has(name);
    }

    /** @throws InvalidFields naming every wrong field */
    public void check() {
        errors.check();
    }

    private @Nullable String required(String name) {
        if (isNone(name)) {
            errors.addNamed(name, "is required.");
            return null;
        }
        String text = string(name);
        if (text != null && text.isBlank()) {
            errors.addNamed(name, "must not be blank.");
            return null;
        }
        return text;
    }

    private @Nullable String string(String name) {
        if (isNone(name)) {
            return null;
        }
        JsonNode value = object.get(name);
        if (!value.isString()) {
            errors.addNamed(name, "must be a text.");
            return null;
        }
        return value.stringValue();
    }

    private String checked(String name, String text, int max) {
        TextRules.broken(text, max).ifPresent(rule -> errors.addNamed(name, rule));
        return text;
    }

    private long readId(String name, JsonNode value) {
        if (!value.isIntegralNumber() || value.bigIntegerValue().signum() < 0) {
            errors.addNamed(name, "must be a whole number.");
            return 0;
        }
        var id = Ids.parse(value.bigIntegerValue().toString());
        if (id.isEmpty()) {
            errors.addNamed(name, "is too large for an id.");
        }
        return id.orElse(0);
    }

    private boolean isNone(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull();
    }

    private static boolean isWebUrl(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getRawAuthority() != null
                    && !uri.getRawAuthority().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
