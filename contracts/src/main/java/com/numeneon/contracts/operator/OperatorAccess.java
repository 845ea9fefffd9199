package com.numeneon.contracts.operator;

import com.numeneon.contracts.problem.Problem;
import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the management port. Probes and metrics are for everybody who can reach it. Everything else is open while the
 * port is bound to loopback, where only a browser could be made to send what its user does not know of; bound elsewhere it
 * wants the operator's token, and is off while there is none. Immutable.
 */
public final class OperatorAccess {

    public static final String SETTING = "OPERATOR_TOKEN";

    private static final int SHORTEST_TOKEN = 16;
    private static final Set<String> FOR_EVERYBODY = Set.of("/livez", "/readyz", "/metrics");
    private static final String SCHEME = "bearer ";

    /** With any port. A name that a page's owner has pointed at 127.0.0.1 is none of these. */
    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private final boolean loopback;
    private final @Nullable String token;

    /** @param loopback whether nobody but this machine reaches the port */
    public OperatorAccess(boolean loopback, Settings settings) {
        this.loopback = loopback;
        this.token = settings.optional(SETTING).orElse(null);
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new InvalidSetting(SETTING + " must have at least " + SHORTEST_TOKEN + " characters.");
        }
    }

    /**
     * Why the request is refused; empty when it is let in.
     *
     * @param path as it was sent: one that is only like an open one is not open
     */
    public Optional<Problem> refusal(
            String path, @Nullable String host, @Nullable String origin, @Nullable String authorization) {
        if (FOR_EVERYBODY.contains(path)) {
            return Optional.empty();
        }
        return loopback ? refusalOfBrowsers(host, origin) : refusalWithoutToken(authorization);
    }

    private static Optional<Problem> refusalOfBrowsers(@Nullable String host, @Nullable String origin) {
        if (origin != null) {
            return forbidden("Web pages may not use the management port.");
        }
        if (host == null || !LOOPBACK_HOST.matcher(host).matches()) {
            return forbidden("The management port must be addressed as localhost, 127.0.0.1 or [::1].");
        }
        return Optional.empty();
    }

    private Optional<Problem> refusalWithoutToken(@Nullable String authorization) {
        if (token == null) {
            return forbidden("This is off: set " + SETTING + ", or bind the management port to 127.0.0.1.");
        }
        if (authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && equal(token, authorization.substring(SCHEME.length()).strip())) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(401, "Unauthorized", "This needs the operator's token as a bearer token."));
    }

    private static Optional<Problem> forbidden(String detail) {
        return Optional.of(Problem.of(403, "Forbidden", detail));
    }

    /** Takes the same time wherever they differ. */
    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
