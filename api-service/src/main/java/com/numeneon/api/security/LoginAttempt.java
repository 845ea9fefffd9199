package com.numeneon.api.security;

import com.numeneon.api.digest.Sha256;
import com.numeneon.api.web.ClientAddress;
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
        return new LoginAttempt(HexFormat.of().formatHex(Sha256.of(accountKey).bytes()), address.network());
    }
}
