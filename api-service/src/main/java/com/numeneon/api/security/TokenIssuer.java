package com.numeneon.api.security;

import com.numeneon.contracts.token.SigningKey;
import com.numeneon.contracts.token.TokenClaims;
import com.numeneon.contracts.token.TokenType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/** Signs tokens. Safe for all threads; a pair takes about 2 ms of CPU, so it is made outside of transactions. */
final class TokenIssuer {

    static final Duration ACCESS_LIFE = Duration.ofHours(1);
    static final Duration REFRESH_LIFE = Duration.ofDays(7);

    private final SigningKey key;
    private final Supplier<UUID> ids;
    private final Clock clock;

    TokenIssuer(SigningKey key, Supplier<UUID> ids, Clock clock) {
        this.key = key;
        this.ids = ids;
        this.clock = clock;
    }

    TokenPair issue(long userId, String username, UUID sessionId) {
        return new TokenPair(
                sign(TokenType.ACCESS, ACCESS_LIFE, userId, username, sessionId),
                sign(TokenType.REFRESH, REFRESH_LIFE, userId, username, sessionId));
    }

    private String sign(TokenType type, Duration life, long userId, String username, UUID sessionId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return key.sign(new TokenClaims(
                type, userId, username, sessionId.toString(), ids.get().toString(), now, now.plus(life)));
    }
}
