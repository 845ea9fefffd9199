package com.numeneon.contracts.token;

import java.time.Instant;

/**
 * What a token says. In the JWT: {@code sub} and {@code user_id} (a number), {@code username}, {@code sid}, {@code jti},
 * {@code iat}, {@code exp}, {@code token_type}.
 *
 * @param sessionId the login session, which logout revokes
 * @param tokenId unique for each token
 * @param issuedAt whole seconds, as in a JWT
 * @param expiresAt whole seconds; the token is good before it
 */
public record TokenClaims(
        TokenType type,
        long userId,
        String username,
        String sessionId,
        String tokenId,
        Instant issuedAt,
        Instant expiresAt) {

    static final String USER_ID = "user_id";
    static final String USERNAME = "username";
    static final String SESSION_ID = "sid";
    static final String TOKEN_TYPE = "token_type";
}
