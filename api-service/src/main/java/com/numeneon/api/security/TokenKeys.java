package com.numeneon.api.security;

import com.numeneon.api.settings.InvalidSetting;
import com.numeneon.api.settings.Settings;
import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.contracts.token.SigningKey;
import com.numeneon.contracts.token.TokenCheck;
import com.numeneon.contracts.token.TokenType;
import com.numeneon.contracts.token.TokenVerifier;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/**
 * The settings {@code JWT_PRIVATE_KEY} and {@code JWT_PUBLIC_KEYS}.
 *
 * @param signing signs new tokens
 * @param verifying hold for tokens that come back; more than one while keys are rotated
 */
record TokenKeys(SigningKey signing, JwkSetKeys verifying) {

    static TokenKeys of(Settings settings, Clock clock) {
        TokenKeys keys = new TokenKeys(
                read(
                        settings,
                        SigningKey.SETTING,
                        "a private RSA JWK with a kid, as text or file:<path>",
                        SigningKey::parse),
                read(
                        settings,
                        JwkSetKeys.SETTING,
                        "a JWK set, as text or file:<path>",
                        text -> new JwkSetKeys(text, clock)));
        keys.checkThatTheyMatch(clock);
        return keys;
    }

    /** Otherwise every login would succeed and every request after it fail. */
    private void checkThatTheyMatch(Clock clock) {
        UUID nobody = new UUID(0, 0);
        TokenPair probe = new TokenIssuer(signing, () -> nobody, clock).issue(0, "", nobody);
        if (!(new TokenVerifier(verifying, clock).verify(probe.access(), TokenType.ACCESS)
                instanceof TokenCheck.Valid)) {
            throw new InvalidSetting(
                    "No key in " + JwkSetKeys.SETTING + " verifies what " + SigningKey.SETTING + " signs.",
                    "Add the public half of " + SigningKey.SETTING + ", with the same kid, to " + JwkSetKeys.SETTING
                            + ".");
        }
    }

    private static <T> T read(Settings settings, String name, String purpose, Function<String, T> reader) {
        String text = settings.required(name, purpose);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(
                    "The setting " + name + " is not valid: " + e.getMessage() + ".", "Set it to " + purpose + ".");
        }
    }
}
