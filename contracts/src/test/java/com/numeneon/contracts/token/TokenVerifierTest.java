package com.numeneon.contracts.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final SigningKey KEY = SigningKey.generate();
    private static final JwkSetKeys PUBLIC_KEYS = new JwkSetKeys(KEY.publicJwkSet(), at(NOW));

    private final TokenVerifier verifier = new TokenVerifier(PUBLIC_KEYS, at(NOW));

    @Test
    void a_signed_token_says_what_was_signed() {
        TokenClaims claims = claims(TokenType.ACCESS, NOW.plusSeconds(1));

        assertThat(verifier.verify(KEY.sign(claims), TokenType.ACCESS)).isEqualTo(new TokenCheck.Valid(claims));
    }

    @Test
    void a_token_is_expired_from_its_last_second_on_and_still_says_whose_it_is() {
        TokenClaims claims = claims(TokenType.ACCESS, NOW.minusSeconds(1));

        assertThat(verifier.verify(KEY.sign(claims), TokenType.ACCESS)).isEqualTo(new TokenCheck.Expired(claims));
    }

    @Test
    void an_access_token_is_no_refresh_token_and_the_other_way_round() {
        String access = KEY.sign(claims(TokenType.ACCESS, NOW.plusSeconds(9)));
        String refresh = KEY.sign(claims(TokenType.REFRESH, NOW.plusSeconds(9)));
        String expiredRefresh = KEY.sign(claims(TokenType.REFRESH, NOW.minusSeconds(9)));

        assertThat(verifier.verify(access, TokenType.REFRESH)).isEqualTo(new TokenCheck.Invalid());
        assertThat(verifier.verify(refresh, TokenType.ACCESS)).isEqualTo(new TokenCheck.Invalid());
        assertThat(verifier.verify(expiredRefresh, TokenType.ACCESS)).isEqualTo(new TokenCheck.Invalid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "\u0000"})
    void text_that_is_no_token_is_invalid(String text) {
        assertThat(verifier.verify(text, TokenType.ACCESS)).isEqualTo(new TokenCheck.Invalid());
    }

    @ParameterizedTest
    @MethodSource("keysThatMustNotCount")
    void only_rs256_by_our_own_key_counts(Key key) {
        String kid = kid();
        String token = Jwts.builder()
                .header()
                .keyId(kid)
                .and()
                .subject("3")
                .claim("user_id", 3)
                .claim("username", "alice")
                .claim("sid", "s")
                .claim("token_type", "access")
                .id("j")
                .issuedAt(Date.from(NOW))
                .expiration(Date.from(NOW.plusSeconds(60)))
                .signWith(key)
                .compact();

        assertThat(verifier.verify(token, TokenType.ACCESS)).isEqualTo(new TokenCheck.Invalid());
    }

    static Stream<Key> keysThatMustNotCount() {
        byte[] publicKeyAsSecret = KEY.publicJwkSet().getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Jwts.SIG.RS256.keyPair().build().getPrivate(),
                Jwts.SIG.EdDSA.keyPair().build().getPrivate(),
                Jwts.SIG.ES256.keyPair().build().getPrivate(),
                new SecretKeySpec(publicKeyAsSecret, "HmacSHA256"));
    }

    static List<ForgedToken> forged() {
        return ForgedToken.all(KEY, TokenType.ACCESS, 3, NOW);
    }

    @ParameterizedTest
    @MethodSource("forged")
    void no_known_trick_passes(ForgedToken forged) {
        assertThat(verifier.verify(forged.text(), TokenType.ACCESS)).isEqualTo(new TokenCheck.Invalid());
    }

    @Test
    void the_tricks_differ_from_a_good_token_in_nothing_else() {
        String good = ForgedToken.good(KEY, TokenType.ACCESS, 3, NOW);

        assertThat(verifier.verify(good, TokenType.ACCESS)).isInstanceOf(TokenCheck.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "=", "==", "\u00e9", " ", "\n", "."})
    void a_good_token_with_something_behind_it_is_invalid(String more) {
        String token = KEY.sign(claims(TokenType.ACCESS, NOW.plusSeconds(9)));

        assertThat(verifier.verify(token + more, TokenType.ACCESS)).isInstanceOf(TokenCheck.Invalid.class);
    }

    @Test
    void a_token_changed_by_one_letter_is_invalid() {
        String token = KEY.sign(claims(TokenType.ACCESS, NOW.plusSeconds(9)));
        int middle = token.indexOf('.') + 10;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';

        String forged = token.substring(0, middle) + other + token.substring(middle + 1);

        assertThat(verifier.verify(forged, TokenType.ACCESS)).isEqualTo(new TokenCheck.Invalid());
    }

    private static String kid() {
        return kidOf(KEY);
    }

    private static String kidOf(SigningKey key) {
        String set = key.publicJwkSet();
        int start = set.indexOf("\"kid\":\"") + 7;
        return set.substring(start, set.indexOf('"', start));
    }

    @Test
    void a_token_that_comes_again_is_good_until_its_end() {
        SettableClock clock = new SettableClock(NOW);
        TokenVerifier remembering = new TokenVerifier(PUBLIC_KEYS, clock);
        TokenClaims claims = claims(TokenType.ACCESS, NOW.plusSeconds(10));
        String token = KEY.sign(claims);
        assertThat(remembering.verify(token, TokenType.ACCESS)).isEqualTo(new TokenCheck.Valid(claims));

        clock.now = NOW.plusSeconds(9);
        assertThat(remembering.verify(token, TokenType.ACCESS)).isEqualTo(new TokenCheck.Valid(claims));
        assertThat(remembering.verify(token, TokenType.REFRESH)).isEqualTo(new TokenCheck.Invalid());
        clock.now = NOW.plusSeconds(10);
        assertThat(remembering.verify(token, TokenType.ACCESS))
                .isEqualTo(new TokenVerifier(PUBLIC_KEYS, clock).verify(token, TokenType.ACCESS));
        clock.now = NOW.plusSeconds(11);
        assertThat(remembering.verify(token, TokenType.ACCESS)).isEqualTo(new TokenCheck.Expired(claims));
    }

    @Test
    void a_token_that_was_good_is_good_no_more_without_its_key() {
        SigningKey other = SigningKey.generate();
        Map<String, RSAPublicKey> ours =
                new HashMap<>(Map.of(kid(), PUBLIC_KEYS.find(kid()).orElseThrow()));
        TokenVerifier remembering = new TokenVerifier(id -> Optional.ofNullable(ours.get(id)), at(NOW));
        TokenClaims claims = claims(TokenType.ACCESS, NOW.plusSeconds(10));
        String token = KEY.sign(claims);
        assertThat(remembering.verify(token, TokenType.ACCESS)).isEqualTo(new TokenCheck.Valid(claims));

        ours.clear();
        assertThat(remembering.verify(token, TokenType.ACCESS)).isEqualTo(new TokenCheck.Invalid());
        ours.put(
                kid(),
                new JwkSetKeys(other.publicJwkSet(), at(NOW)).find(kidOf(other)).orElseThrow());
        assertThat(remembering.verify(token, TokenType.ACCESS))
                .as("another key of the same name")
                .isEqualTo(new TokenCheck.Invalid());
    }

    @Test
    void the_signature_of_a_token_that_was_good_may_not_be_another() {
        String token = KEY.sign(claims(TokenType.ACCESS, NOW.plusSeconds(10)));
        assertThat(verifier.verify(token, TokenType.ACCESS)).isInstanceOf(TokenCheck.Valid.class);
        int signature = token.lastIndexOf('.') + 1;
        char first = token.charAt(signature);

        String forged = token.substring(0, signature) + (first == 'A' ? 'B' : 'A') + token.substring(signature + 1);

        assertThat(verifier.verify(forged, TokenType.ACCESS)).isEqualTo(new TokenCheck.Invalid());
    }

    private static TokenClaims claims(TokenType type, Instant expiresAt) {
        return new TokenClaims(type, 3, "alice", "session-1", "token-1", NOW.minusSeconds(60), expiresAt);
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
