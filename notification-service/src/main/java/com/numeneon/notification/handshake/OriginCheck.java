package com.numeneon.notification.handshake;

import com.numeneon.contracts.origin.AllowedOrigins;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which pages may open sockets: those of the CORS list, and those of the host that was asked. No Origin header means no
 * browser, and is allowed. Each refused origin is logged once, for at most 100 of them.
 */
final class OriginCheck {

    private static final Logger LOG = LoggerFactory.getLogger(OriginCheck.class);
    private static final int MAX_LOGGED = 100;
    private static final int MAX_LOGGED_LENGTH = 200;

    private final AllowedOrigins allowed;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    OriginCheck(AllowedOrigins allowed) {
        this.allowed = allowed;
    }

    boolean allows(@Nullable String origin, @Nullable String host) {
        if (origin == null || allowed.allows(origin) || isOwnHost(origin, host)) {
            return true;
        }
        logOnce(origin);
        return false;
    }

    /** The scheme does not count: behind a proxy that ends TLS, this server cannot know its own. */
    private static boolean isOwnHost(String origin, @Nullable String host) {
        String page = origin.toLowerCase(Locale.ROOT);
        int end = page.indexOf("://");
        if (host == null || end < 0) {
            return false;
        }
        String defaultPort = page.startsWith("https:") ? ":443" : ":80";
        String authority = page.substring(end + 3);
        String own = host.toLowerCase(Locale.ROOT);
        return authority.equals(own) || (authority + defaultPort).equals(own);
    }

    private void logOnce(String origin) {
        String shown = origin.length() > MAX_LOGGED_LENGTH ? origin.substring(0, MAX_LOGGED_LENGTH) : origin;
        if (logged.size() < MAX_LOGGED && logged.add(shown)) {
            LOG.warn("origin refused origin=\"{}\": to allow it, add it to {}", shown, AllowedOrigins.SETTING);
        }
    }
}
