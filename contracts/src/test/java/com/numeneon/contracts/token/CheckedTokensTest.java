package com.numeneon.contracts.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckedTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final TokenClaims CLAIMS =
            new TokenClaims(TokenType.ACCESS, 3, "alice", "session", "token", NOW, NOW.plusSeconds(60));

    private final RSAPublicKey key = anyKey();
    private final CheckedTokens checked = new CheckedTokens(id -> Optional.of(key));

    @Test
    void those_that_were_not_used_for_longest_are_forgotten() {
        for (int i = 0; i < CheckedTokens.MOST; i++) {
            add("token-" + i);
        }
        assertThat(find("token-0")).contains(CLAIMS);

        add("one more");

        assertThat(checked.size()).isEqualTo(CheckedTokens.MOST);
        assertThat(find("token-0")).as("was used").contains(CLAIMS);
        assertThat(find("token-1")).isEmpty();
        assertThat(find("one more")).contains(CLAIMS);
    }

    private void add(String token) {
        checked.add(CheckedTokens.digest(token), CLAIMS, "key", key);
    }

    private static RSAPublicKey anyKey() {
        try {
            return (RSAPublicKey)
                    KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<TokenClaims> find(String token) {
        return checked.find(CheckedTokens.digest(token), TokenType.ACCESS, NOW);
    }
}
