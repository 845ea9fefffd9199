package com.numeneon.contracts.token;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** The keys that tokens may be signed with. */
public interface PublicKeys {

    /** The key of this {@code kid}, if it is one of ours now. */
    Optional<RSAPublicKey> find(String keyId);
}
