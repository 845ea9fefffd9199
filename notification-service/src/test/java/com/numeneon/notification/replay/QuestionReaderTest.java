package com.numeneon.notification.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.event.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

    @Test
    void the_window_is_the_last_ten_minutes_up_to_now() {
        Question question = read("user=5");

        assertThat(question.since()).isEqualTo("2026-11-22T14:50:00Z");
        assertThat(question.until()).isNull();
        assertThat(question.limit()).isEqualTo(QuestionReader.DEFAULT_LIMIT);
        assertThat(question.reveal()).isFalse();
    }

    @Test
    void a_message_is_searched_for_in_the_last_day() {
        assertThat(read("message=123").since()).isEqualTo("2026-11-21T15:00:00Z");
        assertThat(read("message=123", "since=1h").since()).isEqualTo("2026-11-22T14:00:00Z");
    }

    @Test
    void the_id_of_an_event_gives_its_time() {
        String id = "%08x-%04x-7000-8000-000000000000"
                .formatted(
                        Instant.parse("2026-11-22T14:40:00Z").toEpochMilli() >>> 16,
                        Instant.parse("2026-11-22T14:40:00Z").toEpochMilli() & 0xffff);

        Question question = read("around=" + id);

        assertThat(question.since()).isEqualTo("2026-11-22T14:39:30Z");
        assertThat(question.until()).isEqualTo("2026-11-22T14:42:00Z");
    }

    @Test
    void a_window_from_before_all_records_begins_with_the_first() {
        assertThat(read("since=9999999d").since()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void the_window_is_widened_to_the_milliseconds_that_records_tell() {
        Question question = read("since=2026-11-22T14:00:00.123456Z", "until=2026-11-22T14:00:00.123457Z");

        assertThat(question.since()).isEqualTo("2026-11-22T14:00:00.123Z");
        assertThat(question.until()).isEqualTo("2026-11-22T14:00:00.124Z");
        assertThat(read("until=2026-11-22T14:50:00.123Z").until()).isEqualTo("2026-11-22T14:50:00.123Z");
    }

    @Test
    void types_are_known_with_and_without_their_version() {
        assertThat(read("type=message.sent,post.published.v1").types())
                .containsExactlyInAnyOrder(EventType.MESSAGE_SENT, EventType.POST_PUBLISHED);
    }

    @ParameterizedTest
    @CsvSource({
        "since, since=2026-11-23T00:00:00Z",
        "since, since=10",
        "until, until=soon",
        "around, around=0b3ab2a8-3a3c-4c3b-9a3c-1234567890ab",
        "message, message=-1",
        "limit, limit=1000001",
        "type, type=message",
        "reveal, reveal=1",
        "usr, usr=5",
        "event, event=",
        "type, 'type=message.sent,'",
        "message, message= ",
    })
    void what_makes_no_sense_is_refused_by_name(String parameter, String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        BadQuestion.class,
                        wrong -> assertThat(wrong.parameter()).isEqualTo(parameter));
    }

    private static Question read(String... texts) {
        Map<String, String[]> parameters = Stream.of(texts)
                .map(text -> text.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> new String[] {pair[1]}));
        return QuestionReader.read(parameters, NOW);
    }
}
