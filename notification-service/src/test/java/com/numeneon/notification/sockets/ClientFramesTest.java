package com.numeneon.notification.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.frame.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFramesTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ping\"}", " {\"extra\": 1, \"type\": \"ping\"} "})
    void a_ping_is_answered(String text) {
        assertThat(ClientFrames.answer(text)).isEqualTo(new Frame.PongReply());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ping",
                "\"ping\"",
                "[]",
                "null",
                "{}",
                "{\"type\":\"pong\"}",
                "{\"type\":null}",
                "{\"type\":{\"ping\":1}}",
                "{\"type\":\"ping\",\"type\":\"ping\"}",
                "{\"type\":\"ping\"",
                "{}{}",
                "\u0000"
            })
    void anything_else_is_answered_by_an_error(String text) {
        assertThat(ClientFrames.answer(text)).isInstanceOf(Frame.ErrorReply.class);
    }

    @Test
    void nesting_without_end_is_an_error_too() {
        assertThat(ClientFrames.answer("[".repeat(60_000))).isInstanceOf(Frame.ErrorReply.class);
    }
}
