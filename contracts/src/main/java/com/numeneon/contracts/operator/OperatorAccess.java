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
 * Who may use the management port. Probes and metrics are for everybody who can reach it. Everything else is closed to pages
 * of other origins, whose readers do not know what their browsers send. It is open to all others while the port is bound to
 * loopback; bound elsewhere it wants the operator's token, and is off while there is none. Immutable.
 */
public final class OperatorAccess {

    public static final String SETTING = "OPERATOR_TOKEN";

    private static final int SHORTEST_TOKEN = 16;
    private static final Set<String> FOR_EVERYBODY = Set.of("/livez", "/readyz", "/metrics");
    private static final String BEARER = "bearer ";

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

    /** Why the request is refused; empty when it is let in. */
    public Optional<Problem> refusal(OperatorRequest request) {
        if (FOR_EVERYBODY.contains(request.path())) {
            return Optional.empty();
        }
        if (request.isOfAnotherPage()) {
            return forbidden("Web pages of other origins may not use the management port; "
                    + "a link to it must be pasted into the address bar.");
        }
        return loopback ? refusalOnLoopback(request.host()) : refusalWithoutToken(request);
    }

    private static Optional<Problem> refusalOnLoopback(@Nullable String host) {
        if (host == null || !LOOPBACK_HOST.matcher(host).matches()) {
            return forbidden("The management port must be addressed as localhost, 127.0.0.1 or [::1].");
        }
        return Optional.empty();
    }

    private Optional<Problem> refusalWithoutToken(OperatorRequest request) {
        if (token == null) {
            return forbidden("This is off: set " + SETTING + ", or bind the management port to 127.0.0.1.");
        }
        if (equal(token, bearer(request.authorization()))) {
            return Optional.empty();
        }
        String password = BasicCredentials.of(request.authorization())
                .map(BasicCredentials::password)
                .orElse("");
        if (!equal(token, password)) {
            return Optional.of(Problem.of(401, "Unauthorized", "This needs the operator's token as a bearer token."));
        }
        // A browser adds these by itself, whichever page makes it send something.
        if (request.mayChangeSomething() && !request.isOfOwnPage()) {
            return forbidden(
                    "With a password only the console may change something: send the token as a bearer token.");
        }
        return Optional.empty();
    }

    private static String bearer(@Nullable String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }

    private static Optional<Problem> forbidden(String detail) {
        return Optional.of(Problem.of(403, "Forbidden", detail));
    }

    /** Takes the same time wherever they differ. */
    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
