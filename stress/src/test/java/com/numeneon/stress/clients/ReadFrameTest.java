package com.numeneon.stress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.stress.checker.EventKind;
import com.numeneon.stress.checker.EventName;
import org.junit.jupiter.api.Test;

class ReadFrameTest {

    @Test
    void a_message_is_named_by_its_id_and_shows_its_sender_and_content() {
        ReadFrame frame = ReadFrame.of("""
                {"type": "new_message", "data": {"id": 17, "sender": {"id": 4}, "content": "hello"},
                 "cursor": "c1", "event_id": "e1"}
                """);

        assertThat(frame.event(9)).contains(EventName.of(EventKind.MESSAGE, 17));
        assertThat(frame.shown()).isEqualTo("4 hello");
        assertThat(frame.cursor()).isEqualTo("c1");
        assertThat(frame.eventId()).isEqualTo("e1");
    }

    @Test
    void a_reply_is_named_by_its_own_id() {
        ReadFrame frame = ReadFrame.of("""
                {"type": "comment_reply", "data": {"replier": {"id": 4}, "post_id": 1, "post": {"id": 1},
                 "comment": {"id": 2}, "reply": {"id": 3, "content": "@ann yes"}}}
                """);

        assertThat(frame.event(9)).contains(EventName.of(EventKind.REPLY, 3));
        assertThat(frame.shown()).isEqualTo("4 @ann yes");
    }

    @Test
    void an_accepted_friendship_is_named_by_its_two_people() {
        ReadFrame frame = ReadFrame.of("""
                {"type": "friend_accepted", "data": {"friend": {"id": 4, "username": "ann"}, "message": "yes"}}
                """);

        assertThat(frame.event(9)).contains(EventName.accepted(9, 4));
        assertThat(frame.shown()).isEqualTo("4 ann");
        assertThat(frame.cursor()).isNull();
    }

    @Test
    void a_heartbeat_tells_of_no_event() {
        ReadFrame frame = ReadFrame.of("{\"type\": \"heartbeat\", \"data\": {}, \"cursor\": \"c2\"}");

        assertThat(frame.event(9)).isEmpty();
        assertThat(frame.cursor()).isEqualTo("c2");
    }
}
