package com.numeneon.contracts.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameCodecTest {

    @Test
    void the_first_frame_names_user_and_session() {
        assertThat(text(new Frame.ConnectionEstablished(3, "alice", "s-1")))
                .isEqualTo("{\"type\":\"connection_established\",\"data\":"
                        + "{\"user_id\":3,\"username\":\"alice\",\"session_id\":\"s-1\"}}");
    }

    @Test
    void a_pong_has_no_data() {
        assertThat(text(new Frame.PongReply())).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void an_error_says_why() {
        assertThat(text(new Frame.ErrorReply("unknown frame type")))
                .isEqualTo("{\"type\":\"error\",\"data\":{\"detail\":\"unknown frame type\"}}");
    }

    private static String text(Frame frame) {
        return new String(FrameCodec.encode(frame), StandardCharsets.UTF_8);
    }
}
