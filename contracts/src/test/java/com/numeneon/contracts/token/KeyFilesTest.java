package com.numeneon.contracts.token;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void a_token_signed_before_a_restart_is_good_after_it() throws IOException {
        String token = sign(KeyFiles.in(folder));

        KeyFiles afterRestart = KeyFiles.in(folder);

        assertThat(verify(afterRestart, token)).isInstanceOf(TokenCheck.Valid.class);
    }

    @Test
    void both_files_are_for_their_owner_only() throws IOException {
        KeyFiles keys = KeyFiles.in(folder);

        assertThat(Files.getPosixFilePermissions(keys.privateKey())).containsOnly(OWNER_READ, OWNER_WRITE);
        assertThat(Files.getPosixFilePermissions(keys.publicKeys())).containsOnly(OWNER_READ, OWNER_WRITE);
    }

    @Test
    void a_lost_public_set_is_made_again_from_the_private_key() throws IOException {
        KeyFiles keys = KeyFiles.in(folder);
        String token = sign(keys);
        Files.delete(keys.publicKeys());

        assertThat(verify(KeyFiles.in(folder), token)).isInstanceOf(TokenCheck.Valid.class);
    }

    @Test
    void a_public_set_to_which_a_key_was_added_is_left_alone() throws IOException {
        Path publicKeys = KeyFiles.in(folder).publicKeys();
        Files.writeString(publicKeys, "changed");

        KeyFiles.in(folder);

        assertThat(publicKeys).hasContent("changed");
    }

    private static String sign(KeyFiles keys) {
        return SigningKey.parse(KeyFiles.setting(keys.privateKey()))
                .sign(new TokenClaims(
                        TokenType.ACCESS,
                        7,
                        "alice",
                        "session",
                        "token",
                        CLOCK.instant(),
                        CLOCK.instant().plusSeconds(60)));
    }

    private static TokenCheck verify(KeyFiles keys, String token) {
        var publicKeys = new JwkSetKeys(KeyFiles.setting(keys.publicKeys()), CLOCK);
        return new TokenVerifier(publicKeys, CLOCK).verify(token, TokenType.ACCESS);
    }
}
