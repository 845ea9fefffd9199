package com.numeneon.contracts.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A token that nobody may take, by one known trick. The tests of both services try all of them, so that neither can be
 * weaker than the other.
 *
 * @param name the trick
 * @param text the token
 */
public record ForgedToken(String name, String text) {

    private static final long AN_HOUR = 3_600;

    /** The name alone, as it is what a test's report shows. */
    @Override
    public String toString() {
        return name;
    }

    /** What every forged token would be without its trick. */
    public static String good(SigningKey key, TokenType type, long userId, Instant now) {
        TokenForge forge = new TokenForge(key);
        return forge.signed(forge.header(), claims(type, userId, now));
    }

    /**
     * All tricks, for a service that trusts this key.
     *
     * @param type of the token that the service wants
     */
    public static List<ForgedToken> all(SigningKey key, TokenType type, long userId, Instant now) {
        TokenForge forge = new TokenForge(key);
        Map<String, Object> claims = claims(type, userId, now);
        List<ForgedToken> all = new ArrayList<>();
        all.addAll(otherAlgorithms(forge, claims));
        all.addAll(otherKeys(forge, claims));
        all.addAll(otherHeaders(forge, claims));
        all.addAll(otherClaims(forge, claims, type, now));
        all.addAll(otherTexts(forge, claims));
        return all;
    }

    private static List<ForgedToken> otherAlgorithms(TokenForge forge, Map<String, Object> claims) {
        List<ForgedToken> all = new ArrayList<>();
        for (String none : List.of("none", "None", "NONE", "")) {
            all.add(new ForgedToken("alg \"" + none + "\"", forge.unsigned(forge.header("alg", none), claims)));
        }
        all.add(new ForgedToken("alg none, signed", forge.signed(forge.header("alg", "none"), claims)));
        all.add(new ForgedToken("no alg", forge.signed(forge.headerWithout("alg"), claims)));
        forge.publicKeyAsSecrets().forEach((name, secret) -> {
            all.add(new ForgedToken("HS256 with " + name, forge.hmac(forge.header("alg", "HS256"), claims, secret)));
            all.add(new ForgedToken("HS256 called RS256 with " + name, forge.hmac(forge.header(), claims, secret)));
        });
        for (String algorithm : List.of("RS384", "RS512", "PS256", "ES256", "EdDSA", "HS256")) {
            all.add(new ForgedToken(
                    "alg " + algorithm + ", signed RS256", forge.signed(forge.header("alg", algorithm), claims)));
        }
        all.add(new ForgedToken(
                "RS512 with our key", forge.signedBy("SHA512withRSA", forge.header("alg", "RS512"), claims)));
        return all;
    }

    private static List<ForgedToken> otherKeys(TokenForge forge, Map<String, Object> claims) {
        List<ForgedToken> all = new ArrayList<>();
        all.add(new ForgedToken(
                "RS256 with another key", forge.foreign("RSA", "SHA256withRSA", forge.header(), claims)));
        all.add(new ForgedToken(
                "EdDSA with another key", forge.foreign("Ed25519", "Ed25519", forge.header("alg", "EdDSA"), claims)));
        all.add(new ForgedToken(
                "ES256 with another key",
                forge.foreign("EC", "SHA256withECDSAinP1363Format", forge.header("alg", "ES256"), claims)));
        for (Object kid : List.of("unknown", "", "../../../../dev/null", 7)) {
            all.add(new ForgedToken("kid " + kid, forge.signed(forge.header("kid", kid), claims)));
        }
        all.add(new ForgedToken("no kid", forge.signed(forge.headerWithout("kid"), claims)));
        forge.headersNamingAForeignKey().forEach((name, header) -> {
            all.add(new ForgedToken(name, forge.foreign("RSA", "SHA256withRSA", header, claims)));
        });
        return all;
    }

    private static List<ForgedToken> otherHeaders(TokenForge forge, Map<String, Object> claims) {
        return List.of(
                new ForgedToken("crit", forge.signed(forge.header("crit", List.of("must"), "must", true), claims)),
                new ForgedToken("zip", forge.compressed(forge.header("zip", "DEF"), claims)),
                new ForgedToken("unknown zip", forge.signed(forge.header("zip", "X"), claims)),
                new ForgedToken("b64", forge.signed(forge.header("b64", false, "crit", List.of("b64")), claims)),
                new ForgedToken(
                        "an encrypted token's enc", forge.signed(forge.header("enc", "A128GCM"), claims) + ".e.e"));
    }

    private static List<ForgedToken> otherClaims(
            TokenForge forge, Map<String, Object> claims, TokenType type, Instant now) {
        List<ForgedToken> all = new ArrayList<>();
        for (String claim : List.of("sub", "user_id", "username", "sid", "jti", "iat", "exp", "token_type")) {
            all.add(new ForgedToken("no " + claim, forge.signed(forge.header(), TokenForge.without(claims, claim))));
        }
        String otherType = type == TokenType.ACCESS ? TokenType.REFRESH.text() : TokenType.ACCESS.text();
        Map<String, List<Object>> wrong = Map.of(
                "user_id", List.of(String.valueOf(claims.get("sub")), -1, 0, 1.5, 1e30, List.of(1), true),
                "sub", List.of("999999999", "", 5),
                "sid", List.of(7, List.of("s")),
                "token_type", List.of(otherType, "", 1),
                "exp", List.of("tomorrow", true, List.of()),
                "nbf", List.of(now.getEpochSecond() + AN_HOUR));
        wrong.forEach((claim, values) -> values.forEach(value -> all.add(new ForgedToken(
                claim + " " + value, forge.signed(forge.header(), TokenForge.with(claims, claim, value))))));
        return all;
    }

    private static List<ForgedToken> otherTexts(TokenForge forge, Map<String, Object> claims) {
        String good = forge.signed(forge.header(), claims);
        String payload = good.substring(good.indexOf('.') + 1, good.lastIndexOf('.'));
        String stranger = TokenForge.base64(
                TokenForge.json(TokenForge.with(TokenForge.with(claims, "user_id", 999_999_999), "sub", "999999999")));
        return List.of(
                new ForgedToken("somebody else's claims", good.replace(payload, stranger)),
                new ForgedToken("no signature", good.substring(0, good.lastIndexOf('.') + 1)),
                new ForgedToken("half a signature", good.substring(0, good.length() - 100)),
                new ForgedToken("a trailing dot", good + "."),
                new ForgedToken("trailing dots", good + ".."),
                new ForgedToken("a leading dot", "." + good),
                new ForgedToken("twice", good + "." + good),
                new ForgedToken("claims that are an array", forge.signedText("[]")),
                new ForgedToken("claims that are no JSON", forge.signedText("claims")),
                new ForgedToken(
                        "deep claims", forge.signedText("{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}")),
                new ForgedToken("no claims", forge.signedText("")),
                new ForgedToken("garbage", "garbage"),
                new ForgedToken("dots", ".."),
                new ForgedToken("letters", "a.b.c"),
                new ForgedToken("a long text", "x".repeat(3_500)),
                new ForgedToken("a long header", TokenForge.base64("[".repeat(2_000)) + ".e30.e30"));
    }

    private static Map<String, Object> claims(TokenType type, long userId, Instant now) {
        return Map.of(
                "sub",
                Long.toString(userId),
                "user_id",
                userId,
                "username",
                "somebody",
                "sid",
                "00000000-0000-7000-8000-000000000000",
                "jti",
                "forged",
                "iat",
                now.getEpochSecond(),
                "exp",
                now.getEpochSecond() + AN_HOUR,
                "token_type",
                type.text());
    }
}
