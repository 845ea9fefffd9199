package com.numeneon.contracts.token;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.settings.TextOrFile;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.RsaPrivateJwk;
import java.security.KeyPair;
import java.util.Date;
import java.util.List;

/**
 * The private key that signs tokens: the setting {@code JWT_PRIVATE_KEY}, a private JWK with a {@code kid}, as text or as
 * {@code file:} and a path. Only the service that logs people in has one. Safe for all threads; signing takes about 1 ms.
 */
public final class SigningKey {

    public static final String SETTING = "JWT_PRIVATE_KEY";

    private final RsaPrivateJwk jwk;

    private SigningKey(RsaPrivateJwk jwk) {
        this.jwk = jwk;
    }

    /** @throws InvalidSetting naming the setting, never the value */
    public static SigningKey of(Settings settings) {
        String value = settings.required(SETTING, "a private RSA JWK with a kid, as text or as file:<path>");
        return Settings.parsed(value, SigningKey::parse);
    }

    /** @throws IllegalArgumentException naming the setting, never the value */
    public static SigningKey parse(String setting) {
        try {
            if (Jwks.parser().build().parse(new TextOrFile(setting).text()) instanceof RsaPrivateJwk rsa
                    && rsa.getId() != null) {
                return new SigningKey(rsa);
            }
        } catch (RuntimeException e) {
            // The cause may quote the text, which is a secret.
            throw new IllegalArgumentException(
                    SETTING + " could not be read: " + e.getClass().getSimpleName());
        }
        throw new IllegalArgumentException(SETTING + " must be a private RSA key as a JWK with a kid");
    }

    /** A new key of 2048 bits whose id is its RFC 7638 thumbprint. */
    public static SigningKey generate() {
        KeyPair pair = Jwts.SIG.RS256.keyPair().build();
        return new SigningKey(Jwks.builder().rsaKeyPair(pair).idFromThumbprint().build());
    }

    public String sign(TokenClaims claims) {
        return Jwts.builder()
                .header()
                .keyId(jwk.getId())
                .and()
                .subject(Long.toString(claims.userId()))
                .claim(TokenClaims.USER_ID, claims.userId())
                .claim(TokenClaims.USERNAME, claims.username())
                .claim(TokenClaims.SESSION_ID, claims.sessionId())
                .claim(TokenClaims.TOKEN_TYPE, claims.type().text())
                .id(claims.tokenId())
                .issuedAt(Date.from(claims.issuedAt()))
                .expiration(Date.from(claims.expiresAt()))
                .signWith(jwk.toKey(), Jwts.SIG.RS256)
                .compact();
    }

    /** The private JWK. Whoever holds it can be anybody: write it only where nobody else reads. */
    public String privateJwk() {
        return JwkText.secret(jwk);
    }

    /** The JWK set for {@code JWT_PUBLIC_KEYS}. */
    public String publicJwkSet() {
        return JwkText.set(List.of(jwk.toPublicJwk()));
    }

    @Override
    public String toString() {
        return "SigningKey[kid=" + jwk.getId() + "]";
    }
}
