package com.numeneon.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void nineteen_digits_are_an_id_even_where_no_long_is_so_large() {
        assertThat(Ids.parsePath("0000000000000000007")).isEqualTo(7);
        assertThat(Ids.parsePath("9999999999999999999")).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "+5", "٣", " 1", "1 ", "1.0", "10000000000000000000"})
    void anything_else_is_refused(String text) {
        assertThatExceptionOfType(BadRequest.class).isThrownBy(() -> Ids.parsePath(text));
    }
}
