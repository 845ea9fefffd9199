package com.numeneon.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @Test
    void a_value_is_decoded_and_trimmed() {
        Query query = Query.parse("q=%20J%C3%BCrgen+B+&empty=&flag&q=second");

        assertThat(query.text("q")).hasValue("Jürgen B");
        assertThat(query.text("empty")).isEmpty();
        assertThat(query.text("flag")).isEmpty();
        assertThat(query.text("absent")).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"other=7", "user_id=", "user_id=%20"})
    void an_id_that_is_missing_is_asked_for_in_the_query(String queryString) {
        assertThatExceptionOfType(InvalidFields.class)
                .isThrownBy(() -> Query.parse(queryString).id("user_id"))
                .satisfies(refusal -> assertThat(refusal.problem().detail()).contains("query", "?user_id=7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "+5", "%2B5", "1.5", "٣", "%D9%A3", "10000000000000000000", "1e3", "0x1"})
    void an_id_is_written_in_ascii_digits(String value) {
        assertThatExceptionOfType(InvalidFields.class)
                .isThrownBy(() -> Query.parse("user_id=" + value).id("user_id"))
                .satisfies(refusal -> assertThat(refusal.problem().errors()).containsOnlyKeys("user_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%2", "a=%zz", "a=%ff", "%c3=1", "a=%c3%28"})
    void what_is_not_percent_encoded_utf_8_is_refused(String queryString) {
        assertThatExceptionOfType(BadRequest.class).isThrownBy(() -> Query.parse(queryString));
    }

    @Test
    void the_replacement_character_itself_may_be_asked_for() {
        assertThat(Query.parse("q=%ef%bf%bd").text("q")).hasValue("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=a%00b", "q=%ED%A0%80"})
    void what_cannot_be_stored_is_refused(String queryString) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Query.parse(queryString).text("q"));
    }
}
