package com.numeneon.standalone.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every token, password and e-mail address that was ever used in a system. Safe for all threads. */
final class Secrets {

    private final Set<String> values = ConcurrentHashMap.newKeySet();

    /** @return the same, so that a secret is noted where it is first spoken of */
    String note(String secret) {
        values.add(secret);
        return secret;
    }

    /** In all forms in which they could appear: as they are, in a URL, and of a token the claims or the signature alone. */
    Set<String> forms() {
        return values.stream()
                .flatMap(secret -> Stream.concat(Stream.of(secret), parts(secret)))
                .filter(form -> !form.isEmpty())
                .flatMap(form -> Stream.of(
                        form,
                        URLEncoder.encode(form, UTF_8),
                        URLEncoder.encode(form, UTF_8).replace("+", "%20")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What makes a token a token, without the header that all have in common; of anything else nothing. */
    private static Stream<String> parts(String secret) {
        return secret.startsWith("eyJ") ? Stream.of(secret.split("\\.", -1)).skip(1) : Stream.empty();
    }
}
