package com.numeneon.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void a_text_is_trimmed_and_a_password_is_not() {
        Fields fields = fields("{\"a\": \" x \", \"b\": \" y \"}");

        assertThat(fields.text("a", 1)).isEqualTo("x");
        assertThat(fields.untrimmedText("b", 3)).isEqualTo(" y ");
        fields.check();
    }

    @Test
    void a_length_is_counted_in_characters_as_people_see_them() {
        Fields fields = fields("{\"a\": \"😀😀😀\", \"b\": \"😀😀😀\"}");

        assertThat(fields.text("a", 3)).isEqualTo("😀😀😀");
        fields.text("b", 2);

        assertThat(fields.isValid("a")).isTrue();
        assertThat(fields.isValid("b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\": null}", "{\"a\": \"\"}", "{\"a\": \"  \"}"})
    void an_optional_text_is_none_when_it_is_absent_null_or_blank(String json) {
        Fields fields = fields(json);

        assertThat(fields.optionalText("a", 10)).isNull();
        assertThat(fields.optionalUrl("a")).isNull();
        assertThat(fields.choice("a", List.of("x", "y"), "y")).isEqualTo("y");
        fields.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "https://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG"})
    void a_web_address_is_taken(String url) {
        Fields fields = fields("{\"a\": \"" + url + "\"}");

        assertThat(fields.optionalUrl("a")).isEqualTo(url);
        fields.check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "ftp://example.org",
                "//example.org",
                "example.org",
                "http:",
                "http://",
                "http:///path",
                "https://exa mple.org",
                "https://example.org/\\u0000"
            })
    void any_other_address_is_refused(String url) {
        assertRefused("{\"a\": \"" + url + "\"}", fields -> fields.optionalUrl("a"), "a");
    }

    @Test
    void an_address_has_at_most_500_characters() {
        String longest = "https://example.org/" + "a".repeat(480);
        Fields fields = fields("{\"a\": \"" + longest + "\"}");
        assertThat(fields.optionalUrl("a")).isEqualTo(longest);
        fields.check();

        assertRefused("{\"a\": \"" + longest + "a\"}", it -> it.optionalUrl("a"), "a");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "9223372036854775807, 9223372036854775807", "9999999999999999999, 9223372036854775807"})
    void an_id_is_a_number_of_up_to_19_digits(String text, long expected) {
        Fields fields = fields("{\"a\": " + text + "}");

        assertThat(fields.id("a")).isEqualTo(expected);
        assertThat(fields.optionalId("a")).isEqualTo(expected);
        fields.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "1e3", "\"1\"", "true", "[1]", "{}", "1000000000000000000000000000000"})
    void anything_else_is_no_id(String value) {
        assertRefused("{\"a\": " + value + "}", fields -> fields.id("a"), "a");
        assertRefused("{\"a\": " + value + "}", fields -> fields.optionalId("a"), "a");
    }

    @Test
    void an_id_may_be_left_out_only_where_it_is_optional() {
        assertThat(fields("{\"a\": null}").optionalId("a")).isNull();
        assertRefused("{\"a\": null}", fields -> fields.id("a"), "a");
    }

    @Test
    void a_choice_is_one_of_those_offered() {
        assertThat(fields("{\"a\": \"x\"}").choice("a", List.of("x", "y"), "y")).isEqualTo("x");
        assertRefused("{\"a\": \"X\"}", fields -> fields.choice("a", List.of("x", "y"), "y"), "a");
        assertRefused("{\"a\": 1}", fields -> fields.choice("a", List.of("x", "y"), "y"), "a");
    }

    @Test
    void every_wrong_field_is_named_and_the_detail_is_readable_by_itself() {
        Fields fields = fields("{\"receiver_id\": \"7\"}");
        fields.id("receiver_id");
        fields.text("content", 10);
        fields.reject("media_url", "One of the two must be there.");

        assertThatExceptionOfType(InvalidFields.class).isThrownBy(fields::check).satisfies(refusal -> {
            assertThat(refusal.problem().errors()).containsOnlyKeys("receiver_id", "content", "media_url");
            assertThat(refusal.problem().detail())
                    .isEqualTo("Receiver id must be a whole number. Content is required."
                            + " One of the two must be there.");
        });
    }

    private static void assertRefused(String json, Consumer<Fields> reading, String field) {
        Fields fields = fields(json);
        reading.accept(fields);
        assertThatExceptionOfType(InvalidFields.class)
                .isThrownBy(fields::check)
                .satisfies(refusal -> assertThat(refusal.problem().errors()).containsOnlyKeys(field));
    }

    private static Fields fields(String json) {
        return new JsonBody(JsonBodyArgument.parse(json.getBytes(StandardCharsets.UTF_8))).fields();
    }
}
