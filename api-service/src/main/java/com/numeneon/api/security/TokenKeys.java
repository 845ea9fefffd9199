package com.numeneon.api.security;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.contracts.token.SigningKey;
import com.numeneon.contracts.token.TokenCheck;
import com.numeneon.contracts.token.TokenType;
import com.numeneon.contracts.token.TokenVerifier;
import java.time.Clock;
import java.util.UUID;

/**
 * The settings {@code JWT_PRIVATE_KEY} and {@code JWT_PUBLIC_KEYS}.
 *
 * @param signing signs new tokens
 * @param verifying hold for tokens that come back; more than one while keys are rotated
 */
record TokenKeys(SigningKey signing, JwkSetKeys verifying) {

    static TokenKeys of(Settings settings, Clock clock) {
        TokenKeys keys = new TokenKeys(SigningKey.of(settings), JwkSetKeys.of(settings, clock));
        keys.checkThatTheyMatch(clock);
        return keys;
    }

    /** Otherwise every login would succeed and every request after it fail. */
    private void checkThatTheyMatch(Clock clock) {
        UUID nobody = new UUID(0, 0);
        TokenPair probe = new TokenIssuer(signing, () -> nobody, clock).issue(1, "", nobody);
        if (!(new TokenVerifier(verifying, clock).verify(probe.access(), TokenType.ACCESS)
                instanceof TokenCheck.Valid)) {
            throw new InvalidSetting("No key in " + JwkSetKeys.SETTING + " verifies what " + SigningKey.SETTING
                    + " signs: add its public half, with the same kid.");
        }
    }
}
