package com.numeneon.notification.testing;

import com.numeneon.contracts.token.SigningKey;
import com.numeneon.contracts.token.TokenClaims;
import com.numeneon.contracts.token.TokenType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Signs tokens as api-service does; the pods of these tests trust this key. */
public final class Tokens {

    public static final SigningKey KEY = SigningKey.generate();

    private Tokens() {}

    /** A good token of a fresh login session. */
    public static String of(long userId, String username) {
        return of(userId, username, newSession());
    }

    public static String of(long userId, String username, String loginSession) {
        return expiringIn(Duration.ofHours(1), userId, username, loginSession);
    }

    /** @param time until its expiry, negative when it has expired */
    public static String expiringIn(Duration time, long userId, String username, String loginSession) {
        return signed(KEY, TokenType.ACCESS, time, userId, username, loginSession);
    }

    public static String signed(
            SigningKey key, TokenType type, Duration time, long userId, String username, String loginSession) {
        Instant expiry = Instant.now().plus(time);
        return key.sign(new TokenClaims(
                type,
                userId,
                username,
                loginSession,
                UUID.randomUUID().toString(),
                expiry.minus(Duration.ofHours(1)),
                expiry));
    }

    public static String newSession() {
        return UUID.randomUUID().toString();
    }
}
