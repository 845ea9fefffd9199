package com.numeneon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstSecretsTest {

    private static final String TARGET = "numeneon@postgres:5432/numeneon";

    @TempDir
    private Path folder;

    @Test
    void a_password_is_made_once_and_stands_in_the_url() throws IOException {
        FirstSecrets.database(folder, TARGET, "");
        String password = Files.readString(folder.resolve("password"));

        FirstSecrets.database(folder, TARGET, "");

        assertThat(password).hasSizeGreaterThanOrEqualTo(32);
        assertThat(folder.resolve("password")).hasContent(password);
        assertThat(folder.resolve("url")).hasContent("postgres://numeneon:" + password + "@postgres:5432/numeneon");
    }

    @Test
    void two_installations_have_two_passwords() throws IOException {
        FirstSecrets.database(folder.resolve("one"), TARGET, "");
        FirstSecrets.database(folder.resolve("other"), TARGET, "");

        assertThat(Files.readString(folder.resolve("other/password")))
                .isNotEqualTo(Files.readString(folder.resolve("one/password")));
    }

    @Test
    void a_password_of_ones_own_replaces_it_and_is_percent_encoded() throws IOException {
        FirstSecrets.database(folder, TARGET, "");

        FirstSecrets.database(folder, TARGET, "p@ss w\\$rd");

        assertThat(folder.resolve("password")).hasContent("p@ss w\\$rd");
        assertThat(folder.resolve("url")).hasContent("postgres://numeneon:p%40ss%20w%5C%24rd@postgres:5432/numeneon");
    }
}
