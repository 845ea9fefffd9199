package com.numeneon.contracts.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwkSetKeysTest {

    private static final SigningKey OLD = SigningKey.generate();
    private static final SigningKey NEW = SigningKey.generate();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T15:00:00Z"));

    @Test
    void a_file_is_read_again_after_thirty_seconds(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        Files.writeString(file, OLD.publicJwkSet());
        var keys = new JwkSetKeys("file:" + file, clock);
        Files.writeString(file, NEW.publicJwkSet());

        clock.now = clock.now.plusSeconds(29);
        assertThat(keys.find(kid(NEW))).isEmpty();
        clock.now = clock.now.plusSeconds(1);
        assertThat(keys.find(kid(NEW))).isPresent();
        assertThat(keys.find(kid(OLD))).isEmpty();
    }

    @Test
    void a_file_that_became_unreadable_leaves_the_keys_as_they_were(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        Files.writeString(file, OLD.publicJwkSet());
        var keys = new JwkSetKeys("file:" + file, clock);
        Files.writeString(file, "{");

        clock.now = clock.now.plusSeconds(31);

        assertThat(keys.find(kid(OLD))).isPresent();
    }

    @Test
    void a_set_with_a_private_key_is_refused_and_not_shown() {
        String secret = OLD.privateJwk();

        assertThatThrownBy(() -> new JwkSetKeys("{\"keys\":[" + secret + "]}", clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(JwkSetKeys.SETTING)
                .message()
                .doesNotContain(secret.substring(50, 90));
    }

    @Test
    void a_private_key_survives_its_text_form() {
        SigningKey read = SigningKey.parse(OLD.privateJwk());

        assertThat(read.publicJwkSet()).isEqualTo(OLD.publicJwkSet());
    }

    @Test
    void a_bad_private_key_is_refused_by_name_and_not_shown() {
        assertThatThrownBy(() -> SigningKey.parse("my-secret"))
                .hasMessageContaining(SigningKey.SETTING)
                .message()
                .doesNotContain("my-secret");
        assertThatThrownBy(() -> SigningKey.parse("file:/no/such/file")).hasMessageContaining(SigningKey.SETTING);
    }

    private static String kid(SigningKey key) {
        return ContractJson.mapper()
                .readTree(key.publicJwkSet())
                .get("keys")
                .get(0)
                .get("kid")
                .asString();
    }
}
