package com.numeneon.contracts.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found good lately, so that one that comes with each request is checked once and not each time. What was
 * found is no longer said from the token's end on, nor once its key is no longer one of ours; whether its session was
 * revoked is asked elsewhere, for each request. Bounded: the one that was not used for longest is forgotten.
 *
 * <p>Keeps the SHA-256 of each and no token. Safe for all threads.
 */
final class CheckedTokens {

    /** Some 5 MB. */
    static final int MOST = 10_000;

    private record Checked(TokenClaims claims, String keyId, RSAPublicKey key) {}

    private final PublicKeys keys;
    private final Map<ByteBuffer, Checked> byDigest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Checked> eldest) {
            return size() > MOST;
        }
    };

    CheckedTokens(PublicKeys keys) {
        this.keys = keys;
    }

    /** What a good token says; empty when it has to be checked, whatever it is. */
    Optional<TokenClaims> find(ByteBuffer digest, TokenType expected, Instant now) {
        Checked checked = get(digest);
        return checked != null
                        && checked.claims().type() == expected
                        && now.isBefore(checked.claims().expiresAt())
                        && keys.find(checked.keyId())
                                .filter(checked.key()::equals)
                                .isPresent()
                ? Optional.of(checked.claims())
                : Optional.empty();
    }

    private synchronized @Nullable Checked get(ByteBuffer digest) {
        return byDigest.get(digest);
    }

    /** @param key with which its signature holds; a {@code kid} stands for one key as long as it is used */
    synchronized void add(ByteBuffer digest, TokenClaims claims, String keyId, RSAPublicKey key) {
        byDigest.put(digest, new Checked(claims, keyId, key));
    }

    synchronized int size() {
        return byDigest.size();
    }

    /** By which a token is known here. */
    static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
