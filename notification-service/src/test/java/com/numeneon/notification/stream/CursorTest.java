package com.numeneon.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.topic.Topic;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final StreamPosition FAR = StreamPosition.START
            .with(Topic.MESSAGES, 0, 7)
            .with(Topic.MESSAGES, 5, Long.MAX_VALUE)
            .with(Topic.POSTS, 2, 300);

    @Test
    void a_cursor_comes_back_as_it_was() {
        Cursor cursor = new Cursor(-42, FAR);

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
        assertThat(Cursor.parse(new Cursor(0, StreamPosition.START).text()))
                .contains(new Cursor(0, StreamPosition.START));
    }

    /** Browsers keep it over a roll, and pods of two releases tell each other positions by it (decision 094). */
    @Test
    void a_cursor_of_the_previous_release_is_read_and_written_to_the_letter() {
        String released = "AV2edYLykD2nBg0ODAsYFgAA";
        StreamPosition position = StreamPosition.START;
        long[] next = {13, 14, 12, 11, 24, 22};
        for (int partition = 0; partition < next.length; partition++) {
            position = position.with(Topic.MESSAGES, partition, next[partition]);
        }
        Cursor cursor = new Cursor(0x5d9e7582f2903da7L, position);

        assertThat(Cursor.parse(released)).contains(cursor);
        assertThat(cursor.text()).isEqualTo(released);
    }

    @Test
    void it_needs_no_escape_in_a_query_nor_in_json_and_is_short() {
        StreamPosition busy = StreamPosition.START;
        for (Topic topic : StreamPosition.TOPICS) {
            for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
                busy = busy.with(topic, partition, 1_000_000_000L);
            }
        }

        assertThat(new Cursor(Long.MIN_VALUE, busy).text())
                .matches("[A-Za-z0-9_-]+")
                .hasSizeLessThan(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "new", "AA", "!", "AQ", "AQAAAAAAAAAA", "AgAAAAAAAAAAAAAA", "💥"})
    void another_text_is_none(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @Test
    void none_that_was_cut_or_went_on_is_one() {
        byte[] whole = Base64.getUrlDecoder().decode(new Cursor(5, FAR).text());
        for (int length = 0; length < whole.length; length++) {
            assertThat(Cursor.parse(base64(java.util.Arrays.copyOf(whole, length))))
                    .as("the first %s bytes", length)
                    .isEmpty();
        }
        assertThat(Cursor.parse(base64(java.util.Arrays.copyOf(whole, whole.length + 1))))
                .isEmpty();
    }

    @Test
    void whatever_a_client_sends_is_a_cursor_or_none_and_never_an_error() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = 1;
            }
            String text = base64(bytes);

            Cursor.parse(text)
                    .ifPresent(cursor -> assertThat(Cursor.parse(cursor.text())).contains(cursor));
        }
        assertThat(Cursor.parse("A".repeat(1_000_000))).isEmpty();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
