package com.numeneon.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.standalone.operator.WrongUsage;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void options_become_the_parameters_of_the_request() {
        Options options =
                parse("--user 5 --since=10m --type message.sent --type post.published --all --follow --reveal");

        assertThat(options.query())
                .isEqualTo("user=5&since=10m&type=message.sent&type=post.published&all=true&follow=true&reveal=true");
        assertThat(options.json()).isFalse();
        assertThat(options.url()).isEmpty();
    }

    @Test
    void values_cannot_add_parameters() {
        assertThat(Options.parse(List.of("--user", "bob&reveal=true")).query()).isEqualTo("user=bob%26reveal%3Dtrue");
    }

    @Test
    void what_concerns_the_program_is_not_sent() {
        Options options = parse("--json --url http://10.0.0.5:9081");

        assertThat(options.query()).isEmpty();
        assertThat(options.json()).isTrue();
        assertThat(options.url()).contains(URI.create("http://10.0.0.5:9081"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5", "--usr 5", "--user", "--user --all", "--all=true", "--url nonsense", "--url file:/etc", "-x"
            })
    void what_makes_no_sense_is_refused(String commandLine) {
        assertThatThrownBy(() -> parse(commandLine)).isInstanceOf(WrongUsage.class);
    }

    private static Options parse(String commandLine) {
        return Options.parse(List.of(commandLine.split(" ")));
    }
}
