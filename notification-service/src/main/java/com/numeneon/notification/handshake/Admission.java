package com.numeneon.notification.handshake;

import com.numeneon.contracts.token.TokenCheck;
import com.numeneon.contracts.token.TokenClaims;
import com.numeneon.contracts.token.TokenType;
import com.numeneon.contracts.token.TokenVerifier;
import com.numeneon.notification.revocation.RevokedSessions;
import com.numeneon.notification.sockets.CloseCode;
import com.numeneon.notification.sockets.CursorWish;
import com.numeneon.notification.sockets.SocketOwner;
import com.numeneon.notification.sockets.SocketRegistry;
import com.numeneon.notification.sockets.SocketSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Decides about a handshake and takes a place in the registry for it. Whoever gets an {@link Admitted} must open or
 * withdraw its session. Safe for all threads.
 */
final class Admission {

    sealed interface Decision {}

    record Admitted(SocketSession session) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}

    private final OriginCheck origins;
    private final BooleanSupplier ready;
    private final HandshakeRate rate;
    private final TokenVerifier tokens;
    private final Duration tokenGrace;
    private final RevokedSessions revoked;
    private final SocketRegistry sockets;
    private final Clock clock;

    /**
     * @param tokenGrace how long after its expiry a token still opens sockets: the browser client hands every socket the
     *     token of its login, never a refreshed one
     */
    Admission(
            OriginCheck origins,
            BooleanSupplier ready,
            HandshakeRate rate,
            TokenVerifier tokens,
            Duration tokenGrace,
            RevokedSessions revoked,
            SocketRegistry sockets,
            Clock clock) {
        this.origins = origins;
        this.ready = ready;
        this.rate = rate;
        this.tokens = tokens;
        this.tokenGrace = tokenGrace;
        this.revoked = revoked;
        this.sockets = sockets;
        this.clock = clock;
    }

    Decision decide(HandshakeRequest request) {
        if (!origins.allows(request.origin(), request.host())) {
            return new Refused(Refusal.ORIGIN);
        }
        if (sockets.isStopping()) {
            return new Refused(Refusal.STOPPING);
        }
        if (!ready.getAsBoolean()) {
            return new Refused(Refusal.NOT_READY);
        }
        if (request.token() == null) {
            return new Refused(Refusal.NO_TOKEN);
        }
        // What comes from here on costs much more than all before it.
        if (!rate.take()) {
            return new Refused(Refusal.TOO_MANY_HANDSHAKES);
        }
        return switch (tokens.verify(request.token(), TokenType.ACCESS)) {
            case TokenCheck.Invalid invalid -> new Refused(Refusal.TOKEN_NOT_VALID);
            case TokenCheck.Valid valid -> decide(request, valid.claims());
            case TokenCheck.Expired expired ->
                isWithinGrace(expired.claims())
                        ? decide(request, expired.claims())
                        : new Refused(Refusal.TOKEN_EXPIRED);
        };
    }

    private boolean isWithinGrace(TokenClaims claims) {
        return clock.instant().isBefore(opensUntil(claims));
    }

    private Instant opensUntil(TokenClaims claims) {
        return claims.expiresAt().plus(tokenGrace);
    }

    private Decision decide(HandshakeRequest request, TokenClaims claims) {
        if (revoked.isRevoked(claims.sessionId())) {
            return new Refused(Refusal.SESSION_REVOKED);
        }
        if (!request.websocket()) {
            return new Refused(Refusal.NOT_A_WEBSOCKET);
        }
        if (!"13".equals(request.version())) {
            return new Refused(Refusal.WRONG_VERSION);
        }
        SocketOwner owner = new SocketOwner(
                claims.userId(), claims.username(), claims.sessionId(), claims.tokenId(), opensUntil(claims));
        return switch (sockets.register(owner, CursorWish.of(request.cursor()))) {
            case SocketRegistry.Registration.UserFull no -> new Refused(Refusal.USER_FULL);
            case SocketRegistry.Registration.PodFull no -> new Refused(Refusal.POD_FULL);
            case SocketRegistry.Registration.Stopping no -> new Refused(Refusal.STOPPING);
            case SocketRegistry.Registration.Registered yes -> admitUnlessRevoked(yes.session());
        };
    }

    /** Asked again after registering: a revocation in between may have found no socket to close. */
    private Decision admitUnlessRevoked(SocketSession session) {
        if (revoked.isRevoked(session.owner().loginSession())) {
            session.close(CloseCode.SESSION_REVOKED);
            return new Refused(Refusal.SESSION_REVOKED);
        }
        return new Admitted(session);
    }
}
