package com.numeneon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.benchmarks.target.Address;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("NUMENEON_HOME", "/home/of/it", "PORT", "8123");

    @Test
    void without_options_the_system_of_the_environment_is_measured_once() {
        Options options = parse("send");

        assertThat(options.target()).isEqualTo(URI.create("http://localhost:8123"));
        assertThat(options.rounds()).isEqualTo(1);
        assertThat(options.time()).isEmpty();
        assertThat(options.floor()).isTrue();
        assertThat(options.people()).isEqualTo(Path.of("/home/of/it/bench"));
        assertThat(options.out()).isEqualTo(Path.of("/home/of/it/bench/results"));
    }

    @Test
    void options_are_read_with_or_without_an_equals_sign() {
        Options options = parse("send --target http://10.0.0.5:8000 --ws-target=10.0.0.5:8081,10.0.0.6:8081"
                + " --management 10.0.0.5:9080 --time 500ms --sizes 8,32 --no-floor --rounds=3");

        assertThat(options.target()).isEqualTo(URI.create("http://10.0.0.5:8000"));
        assertThat(options.webSockets()).containsExactly(new Address("10.0.0.5", 8081), new Address("10.0.0.6", 8081));
        assertThat(options.management()).containsExactly(new Address("10.0.0.5", 9080));
        assertThat(options.time()).contains(Duration.ofMillis(500));
        assertThat(options.sizes()).containsExactly(8, 32);
        assertThat(options.floor()).isFalse();
        assertThat(options.rounds()).isEqualTo(3);
    }

    @Test
    void two_backends_are_compared_in_five_rounds() {
        assertThat(parse("send --compare http://10.0.0.7:8000").rounds()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sned                                       | there is no scenario "sned"
            --target http://a:1                        | a scenario is needed
            send fast                                  | there is no option "fast"
            send --speed 3                             | there is no option "--speed"
            send --rounds                              | --rounds needs a value
            send --rounds --no-floor                   | --rounds needs a value
            send --rounds 0                            | --rounds must be a whole number from 1 to 100, not "0"
            send --rounds many                         | --rounds must be a whole number from 1 to 100, not "many"
            send --rounds 2 --rounds 3                 | --rounds is given twice
            send --time 0s                             | --time must be a duration
            send --time soon                           | --time must be a duration
            send --sizes 8,,32                         | --sizes must be whole numbers
            send --sizes -1                            | --sizes must be whole numbers
            send --target localhost:8000               | --target must be an origin
            send --target http://localhost:8000/api    | --target must be an origin
            send --target ftp://localhost              | --target must be an origin
            send --ws-target localhost                 | --ws-target must be like
            send --management a:0                      | --management must be like
            send --management a:70000                  | --management must be like
            send --compare-management 10.0.0.5:1       | --compare-management needs --compare
            """)
    void what_makes_no_sense_is_refused_with_a_sentence(String commandLine, String sentence) {
        assertThatThrownBy(() -> parse(commandLine))
                .isInstanceOf(WrongUsage.class)
                .hasMessageContaining(sentence);
    }

    private static Options parse(String commandLine) {
        return Options.parse(List.of(commandLine.strip().split(" ")), Set.of("send", "idle"), ENVIRONMENT);
    }
}
