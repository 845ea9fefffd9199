package com.numeneon.contracts.token;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.Key;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks tokens: RS256 and nothing else, the key chosen by {@code kid}, no clock skew granted. Remembers those that it found
 * good lately. Safe for all threads.
 *
 * <p>RS256 because verifying is what each new token costs: 33 µs on the JVM for the signature, against 835 µs for Ed25519.
 */
public final class TokenVerifier {

    private static final String ALGORITHM = Jwts.SIG.RS256.getId();

    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);

    /** RFC 7515, section 3.1. The parser's decoder would pass over characters that do not belong there. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]++(\\.[A-Za-z0-9_-]++){2}");

    private final JwtParser parser;
    private final PublicKeys keys;
    private final Clock clock;
    private final CheckedTokens checked;
    private final Set<Class<?>> warnedOf = ConcurrentHashMap.newKeySet();

    public TokenVerifier(PublicKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.checked = new CheckedTokens(keys);
        this.parser = Jwts.parser()
                .sig()
                .clear()
                .add(Jwts.SIG.RS256)
                .and()
                // None of ours is compressed; a decompressor would only serve somebody else's bomb.
                .zip()
                .clear()
                .and()
                .keyLocator(this::key)
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    /** Never throws, whatever the text. */
    public TokenCheck verify(String compactToken, TokenType expected) {
        ByteBuffer digest = CheckedTokens.digest(compactToken);
        Optional<TokenClaims> known = checked.find(digest, expected, clock.instant());
        if (known.isPresent()) {
            return new TokenCheck.Valid(known.get());
        }
        if (!COMPACT.matcher(compactToken).matches()) {
            return new TokenCheck.Invalid();
        }
        try {
            Jws<Claims> token = parser.parseSignedClaims(compactToken);
            TokenClaims claims = claims(token.getPayload(), expected);
            String keyId = token.getHeader().getKeyId();
            keys.find(keyId).ifPresent(key -> checked.add(digest, claims, keyId, key));
            return new TokenCheck.Valid(claims);
        } catch (ExpiredJwtException e) {
            return expired(e.getClaims(), expected);
        } catch (RuntimeException e) {
            // Strangers write these texts, and the parser is not ours: whatever it throws, it is no token.
            warnOfDefect(e);
            return new TokenCheck.Invalid();
        }
    }

    /** jjwt says "expired" only after the signature held. */
    private TokenCheck expired(Claims claims, TokenType expected) {
        try {
            return new TokenCheck.Expired(claims(claims, expected));
        } catch (RuntimeException e) {
            warnOfDefect(e);
            return new TokenCheck.Invalid();
        }
    }

    /** By its class alone and once: a message may quote the token, and strangers may bring it about as often as they like. */
    private void warnOfDefect(RuntimeException e) {
        boolean saysNoToken = e instanceof JwtException || e instanceof IllegalArgumentException;
        if (!saysNoToken && warnedOf.add(e.getClass())) {
            LOG.warn(
                    "a token was refused because of {}, which no text should bring about: perhaps a defect here that"
                            + " refuses good ones; said once",
                    e.getClass().getName());
        }
    }

    private Key key(Header header) {
        if (!(header instanceof JwsHeader jws) || !ALGORITHM.equals(jws.getAlgorithm()) || jws.getKeyId() == null) {
            throw new UnsupportedJwtException("only " + ALGORITHM + " with a kid is accepted");
        }
        return keys.find(jws.getKeyId()).orElseThrow(() -> new UnsupportedJwtException("unknown kid"));
    }

    private static TokenClaims claims(Claims jwt, TokenType expected) {
        if (!expected.text().equals(jwt.get(TokenClaims.TOKEN_TYPE, String.class))) {
            throw new IllegalArgumentException("not a token of type " + expected.text());
        }
        long userId = userId(present(jwt.get(TokenClaims.USER_ID, Number.class)));
        if (!Long.toString(userId).equals(jwt.getSubject())) {
            throw new IllegalArgumentException("the subject is another user");
        }
        return new TokenClaims(
                expected,
                userId,
                present(jwt.get(TokenClaims.USERNAME, String.class)),
                present(jwt.get(TokenClaims.SESSION_ID, String.class)),
                present(jwt.getId()),
                present(jwt.getIssuedAt()).toInstant(),
                present(jwt.getExpiration()).toInstant());
    }

    private static long userId(Number claim) {
        long id;
        try {
            id = new BigDecimal(claim.toString()).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("an id is a whole number", e);
        }
        if (id <= 0) {
            throw new IllegalArgumentException("no user has this id");
        }
        return id;
    }

    private static <T> T present(@Nullable T claim) {
        if (claim == null) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return claim;
    }
}
