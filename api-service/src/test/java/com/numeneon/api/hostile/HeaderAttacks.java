package com.numeneon.api.hostile;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Headers that say nonsense: of who calls, and of what may be answered. */
final class HeaderAttacks {

    private HeaderAttacks() {}

    static Stream<Attack> listed(Endpoint endpoint) {
        return Stream.of(
                        Stream.of(
                                        "",
                                        "Bearer",
                                        "Bearer ",
                                        "Bearer x",
                                        "Bearer a.b.c",
                                        "Bearer ..",
                                        "Bearer null",
                                        "Bearer undefined",
                                        "Basic YTpi",
                                        "Token x",
                                        "x",
                                        "Bearer eyJhbGciOiJub25lIn0.e30.",
                                        "Bearer \u00e9",
                                        "Bearer " + "a".repeat(12_000),
                                        "Bearer,",
                                        "Bearer x y",
                                        "BearerX")
                                .map(value -> authorization(endpoint, value)),
                        Stream.of(authorization(endpoint, null)),
                        Stream.of(
                                header(
                                        endpoint,
                                        "Authorization",
                                        "Bearer " + "a".repeat(40_000),
                                        Expected.refusal(431)),
                                header(endpoint, "X-Large", "a".repeat(40_000), Expected.refusal(431)),
                                header(endpoint, "X-Odd", "a\0b", Expected.refusal(400)),
                                header(endpoint, "X Odd", "a", Expected.refusal(400)),
                                header(endpoint, "Content-Length", "-1", Expected.refusal(400)),
                                header(endpoint, "Host", "a b", Expected.refusal(400)),
                                header(endpoint, "Host", null, Expected.refusal(400)),
                                header(endpoint, "Expect", "nonsense", Expected.refusal(417)),
                                header(endpoint, "Transfer-Encoding", "gzip", Expected.refusal(400, 501))),
                        Stream.of(
                                        "text/html",
                                        "application/xml",
                                        "nonsense",
                                        "/",
                                        "image/*;q=1",
                                        "application/problem+json",
                                        "application/json;q=0",
                                        "\u00e9")
                                .map(accept -> header(endpoint, "Accept", accept, unreadable(endpoint))),
                        Stream.of(
                                        "*/*",
                                        "application/*",
                                        "application/json, text/plain, */*",
                                        "text/html, */*;q=0.1",
                                        "")
                                .map(accept -> header(endpoint, "Accept", accept, Expected.SUCCESS)),
                        Stream.of(
                                        "nonsense",
                                        "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00",
                                        "ff-x-y-z",
                                        "\u00e9",
                                        "a".repeat(5_000))
                                .map(trace -> header(endpoint, "traceparent", trace, Expected.SUCCESS)),
                        Stream.of(
                                        "https://evil.example",
                                        "null",
                                        "nonsense",
                                        "http://localhost:5173",
                                        "http://[",
                                        "\u00e9",
                                        "a".repeat(5_000))
                                .map(origin -> header(endpoint, "Origin", origin, Expected.SUCCESS)),
                        Stream.of("nonsense", "999.999.999.999", "::1, 127.0.0.1", ",,,", "\u00e9", "a".repeat(5_000))
                                .map(address -> header(endpoint, "X-Forwarded-For", address, Expected.SUCCESS)),
                        Stream.of("bytes=0-1", "nonsense")
                                .map(range -> header(endpoint, "Range", range, Expected.SUCCESS)),
                        Stream.of("*", "\"x\"", "nonsense")
                                .map(tag -> header(endpoint, "If-Match", tag, Expected.SUCCESS)),
                        Stream.of("x", "de-DE-x-y", "\u00e9", "*;q=5")
                                .map(tag -> header(endpoint, "Accept-Language", tag, Expected.SUCCESS)),
                        Stream.of("", " ", "a b", "a\tb", "\u00e9", "a".repeat(256), "a".repeat(5_000))
                                .map(key -> key(endpoint, key)),
                        Stream.of("DELETE", "BREW")
                                .map(method -> header(endpoint, "X-HTTP-Method-Override", method, Expected.SUCCESS)))
                .flatMap(all -> all);
    }

    /** The pages have the type of their files. */
    private static Expected unreadable(Endpoint endpoint) {
        return endpoint.pattern().startsWith("/docs") ? Expected.SUCCESS : Expected.refusal(406);
    }

    /** Only what creates looks at the key. */
    private static Attack key(Endpoint endpoint, String key) {
        boolean looked = endpoint.method().equals("POST") && !endpoint.isPublic();
        Expected refusal = new Expected(Set.of(400), Set.of("Idempotency-Key"));
        return header(endpoint, "Idempotency-Key", key, looked ? refusal : Expected.SUCCESS);
    }

    static List<Arbitrary<Attack>> generated(Endpoint endpoint) {
        return List.of(
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .withChars(" \u00e9\u4e16")
                        .ofMaxLength(300)
                        .filter(text -> text.length() > 255 || !text.strip().matches("[!-~]+"))
                        .map(text -> key(endpoint, text)),
                Arbitraries.strings()
                        .withCharRange('!', '~')
                        .ofMaxLength(60)
                        .map(token -> authorization(endpoint, "Bearer " + token)),
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .ofMinLength(1)
                        .ofMaxLength(10)
                        .map(type -> header(endpoint, "Accept", "text/" + type, unreadable(endpoint))));
    }

    private static Attack authorization(Endpoint endpoint, @Nullable String value) {
        return header(endpoint, "Authorization", value, endpoint.isPublic() ? Expected.SUCCESS : Expected.refusal(401));
    }

    private static Attack header(Endpoint endpoint, String name, @Nullable String value, Expected expected) {
        String shown = value == null ? "(none)" : value.length() > 60 ? value.length() + " characters" : value;
        return new Attack(endpoint, name + ": " + shown, draft -> draft.header(name, value), expected);
    }
}
