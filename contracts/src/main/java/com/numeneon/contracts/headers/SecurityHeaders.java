package com.numeneon.contracts.headers;

import java.util.Map;

/**
 * What every answer says to a browser that would otherwise do more with it than read it: no guessing of types, nothing run
 * or framed, no address passed on. There is no Cross-Origin-Resource-Policy, because pages of other origins do fetch from
 * us: CORS says which.
 */
public final class SecurityHeaders {

    public static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer");

    private SecurityHeaders() {}
}
