package com.numeneon.contracts.token;

import com.numeneon.contracts.json.ContractJson;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import io.jsonwebtoken.security.PublicJwk;
import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JWKs as JSON text. */
final class JwkText {

    private JwkText() {}

    /** Public keys only; a private one is refused by the type of {@link Jwks#json}. */
    static String set(Collection<? extends Jwk<?>> keys) {
        ObjectNode set = ContractJson.mapper().createObjectNode();
        ArrayNode array = set.putArray("keys");
        for (Jwk<?> key : keys) {
            array.add(ContractJson.mapper().readTree(Jwks.json((PublicJwk<?>) key)));
        }
        return set.toString();
    }

    static String secret(PrivateJwk<?, ?, ?> key) {
        return Jwks.UNSAFE_JSON(key);
    }
}
