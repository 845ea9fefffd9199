package com.numeneon.contracts.origin;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The origins that browsers may call us from: the setting {@code CORS_ALLOWED_ORIGINS}, a comma list of
 * {@code scheme://host[:port]}. A {@code *} stands only for one whole label of the host name or for the port; a port of
 * {@code *} also takes the scheme's default one.
 */
public final class AllowedOrigins {

    /** The name of the setting, for messages that tell how to allow an origin. */
    public static final String SETTING = "CORS_ALLOWED_ORIGINS";

    /** What holds when the setting is absent: development servers and the deployed frontend. */
    public static final String DEFAULT =
            "http://localhost:5173,http://localhost:*,http://127.0.0.1:*,https://numeneon.vercel.app";

    private static final String LABEL = "[a-z0-9_-]+";
    private static final Pattern ENTRY = Pattern.compile(
            "(https?)://(\\[[0-9a-f:]+]|(?:\\*|" + LABEL + ")(?:\\.(?:\\*|" + LABEL + "))*)(?::(\\*|\\d{1,5}))?");

    private final List<Pattern> patterns;

    private AllowedOrigins(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** @throws InvalidSetting naming the entry that is not an origin */
    public static AllowedOrigins of(Settings settings) {
        return Settings.parsed(settings.text(SETTING, DEFAULT), AllowedOrigins::parse);
    }

    /** @throws IllegalArgumentException naming the entry that is not an origin */
    public static AllowedOrigins parse(String commaList) {
        return new AllowedOrigins(Arrays.stream(commaList.split(",", -1))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .map(AllowedOrigins::pattern)
                .toList());
    }

    /** Whether the value of an {@code Origin} header is allowed; {@code null} (a sandboxed page) never is. */
    public boolean allows(String origin) {
        String candidate = origin.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> pattern.matcher(candidate).matches());
    }

    private static Pattern pattern(String entry) {
        var parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            throw new IllegalArgumentException(SETTING + ": \"" + entry
                    + "\" is not scheme://host[:port]; * stands for one whole label of the host or for the port");
        }
        String host = Arrays.stream(parts.group(2).split("\\.", -1))
                .map(label -> label.equals("*") ? LABEL : Pattern.quote(label))
                .reduce((left, right) -> left + "\\." + right)
                .orElseThrow();
        String port = parts.group(3);
        String portPattern = port == null ? "" : port.equals("*") ? "(?::\\d{1,5})?" : Pattern.quote(":" + port);
        return Pattern.compile(parts.group(1) + "://" + host + portPattern);
    }
}
