package com.numeneon.api.security;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.outbox.Outbox;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Unauthorized;
import com.numeneon.contracts.event.SessionRevoked;
import com.numeneon.contracts.problem.ErrorCode;
import com.numeneon.contracts.token.TokenCheck;
import com.numeneon.contracts.token.TokenClaims;
import com.numeneon.contracts.token.TokenType;
import com.numeneon.contracts.token.TokenVerifier;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Login sessions: each has its tokens, and revoking it voids them all. A refresh leaves the old refresh token good, because
 * the browser client keeps only the first one. Safe for all threads.
 */
public final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final SessionTable table;
    private final RevokedSessions revoked;
    private final TokenIssuer issuer;
    private final TokenVerifier verifier;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Supplier<UUID> ids;

    Sessions(
            SessionTable table,
            RevokedSessions revoked,
            TokenIssuer issuer,
            TokenVerifier verifier,
            Transactions transactions,
            Outbox outbox,
            Supplier<UUID> ids) {
        this.table = table;
        this.revoked = revoked;
        this.issuer = issuer;
        this.verifier = verifier;
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** A new session of this user, who has proved to be it. */
    public TokenPair open(long userId, String username) {
        UUID id = ids.get();
        table.open(id, userId, TokenIssuer.REFRESH_LIFE);
        LOG.info("session opened userId={} sessionId={}", userId, id);
        return issuer.issue(userId, username, id);
    }

    /**
     * The caller that an access token names; needs no statement.
     *
     * @throws Unauthorized saying what is wrong with the token
     */
    CurrentUser authenticate(String accessToken) {
        TokenClaims claims = require(verifier.verify(accessToken, TokenType.ACCESS));
        if (revoked.contains(claims.sessionId())) {
            throw new Unauthorized(ErrorCode.SESSION_REVOKED);
        }
        return new CurrentUser(claims.userId(), claims.username(), claims.sessionId());
    }

    /** @throws Unauthorized saying what is wrong with the token or its session */
    TokenPair refresh(String refreshToken) {
        TokenClaims claims = require(verifier.verify(refreshToken, TokenType.REFRESH));
        UUID id = sessionId(claims);
        if (!table.renew(id, TokenIssuer.REFRESH_LIFE)) {
            throw new Unauthorized(
                    switch (table.howEnded(id)) {
                        case REVOKED -> ErrorCode.SESSION_REVOKED;
                        case GONE -> ErrorCode.USER_NOT_FOUND;
                    });
        }
        return issuer.issue(claims.userId(), claims.username(), id);
    }

    /**
     * Ends the session of this refresh token, also of one that has expired; ending it twice is no error.
     *
     * @throws Unauthorized when it is no refresh token of ours
     */
    void revoke(String refreshToken) {
        UUID id = sessionId(
                switch (verifier.verify(refreshToken, TokenType.REFRESH)) {
                    case TokenCheck.Valid valid -> valid.claims();
                    case TokenCheck.Expired expired -> expired.claims();
                    case TokenCheck.Invalid invalid -> throw new Unauthorized(ErrorCode.TOKEN_NOT_VALID);
                });
        Optional<SessionTable.Revocation> revocation = transactions.run(() -> revokeAndTell(id));
        if (revocation.isPresent()) {
            revoked.add(id);
            LOG.info("session revoked userId={} sessionId={}", revocation.get().userId(), id);
        }
    }

    /** The update locks the session's row, which stands for the event's key. */
    private Optional<SessionTable.Revocation> revokeAndTell(UUID id) {
        Optional<SessionTable.Revocation> revocation = table.revoke(id);
        revocation.ifPresent(it -> outbox.append(
                new SessionRevoked(it.sessionId().toString(), it.userId(), it.revokedAt(), List.of(it.userId()))));
        return revocation;
    }

    private static TokenClaims require(TokenCheck check) {
        return switch (check) {
            case TokenCheck.Valid valid -> valid.claims();
            case TokenCheck.Expired expired -> throw new Unauthorized(ErrorCode.TOKEN_EXPIRED);
            case TokenCheck.Invalid invalid -> throw new Unauthorized(ErrorCode.TOKEN_NOT_VALID);
        };
    }

    private static UUID sessionId(TokenClaims claims) {
        try {
            return UUID.fromString(claims.sessionId());
        } catch (IllegalArgumentException e) {
            throw new Unauthorized(ErrorCode.TOKEN_NOT_VALID);
        }
    }
}
