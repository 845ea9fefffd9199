package com.numeneon.contracts.operator;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request to the management port says of where it comes from.
 *
 * @param path as it was sent: one that is only like another is not that one
 * @param origin of the page that sends it; browsers leave it out where a page only reads from its own origin
 * @param fetchSite how that page is related to this port ({@code Sec-Fetch-Site}); sent by browsers over HTTPS and to loopback
 */
public record OperatorRequest(
        String method,
        String path,
        @Nullable String host,
        @Nullable String origin,
        @Nullable String fetchSite,
        @Nullable String authorization) {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** This port's own pages, and what somebody typed into the address bar. */
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    /** @param header the value of a header by its name; null when it was not sent */
    public static OperatorRequest of(String method, String path, Function<String, @Nullable String> header) {
        return new OperatorRequest(
                method,
                path,
                header.apply("Host"),
                header.apply("Origin"),
                header.apply("Sec-Fetch-Site"),
                header.apply("Authorization"));
    }

    /** Whether a page of another origin made a browser send it, as far as the browser says so. */
    boolean isOfAnotherPage() {
        return (fetchSite != null && !OWN_SITE.contains(fetchSite)) || (origin != null && !isOwn(origin));
    }

    /** Whether it is certain that a page of this very origin sends it. */
    boolean isOfOwnPage() {
        return origin != null && !isOfAnotherPage();
    }

    boolean mayChangeSomething() {
        return !READING.contains(method);
    }

    /** Something before this port may have taken the encryption off. */
    private boolean isOwn(String page) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        String lower = page.toLowerCase(Locale.ROOT);
        return lower.equals("http://" + name) || lower.equals("https://" + name);
    }
}
