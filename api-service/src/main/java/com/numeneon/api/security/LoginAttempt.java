package com.numeneon.api.security;

import com.numeneon.api.web.ClientAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Whose login is tried and from where.
 *
 * @param accountHash of the account as typed, whether or not it exists, in hexadecimal: what is counted must not tell, and
 *     what strangers type may be somebody's e-mail address
 * @param network see {@link ClientAddress#network}
 */
record LoginAttempt(String accountHash, String network) {

    static LoginAttempt of(String accountKey, ClientAddress address) {
        return new LoginAttempt(HexFormat.of().formatHex(sha256(accountKey)), address.network());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
