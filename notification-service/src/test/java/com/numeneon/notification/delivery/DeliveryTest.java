package com.numeneon.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.envelope.DecodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.EventType;
import com.numeneon.contracts.event.PostCommented;
import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.frame.FrameCodec;
import com.numeneon.contracts.golden.GoldenEvent;
import com.numeneon.contracts.user.UserRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void each_golden_event_gives_its_golden_frame_to_its_recipients(EventType type) {
        GoldenEvent golden = GoldenEvent.of(type);

        switch (Delivery.of(event(golden))) {
            case Delivery.Push push -> {
                assertThat(push.recipients()).isEqualTo(golden.recipients());
                assertThat(new String(FrameCodec.encode(push.frame()), StandardCharsets.UTF_8))
                        .isEqualTo(Objects.requireNonNull(golden.frame()).toString());
            }
            case Delivery.Nothing nothing -> {
                assertThat(golden.recipients()).isEmpty();
            }
        }
    }

    @Test
    void a_comment_on_a_comment_is_told_as_a_reply_to_it() {
        UserRef carol = new UserRef(12, "carol", "", "", null);

        Delivery delivery = Delivery.of(new PostCommented(58, 55, 57, carol, "Me too", Instant.EPOCH, List.of(3L)));

        assertThat(delivery)
                .isEqualTo(new Delivery.Push(
                        List.of(3L),
                        new Frame.PostComment(
                                "carol replied to your comment",
                                carol,
                                55,
                                new Frame.EntityRef(55),
                                new Frame.CommentText(58, "Me too"))));
    }

    private static DomainEvent event(GoldenEvent golden) {
        DecodedEvent decoded = EventCodec.decode(golden.headers(), golden.bodyBytes());
        assertThat(decoded).isInstanceOf(DecodedEvent.Known.class);
        return ((DecodedEvent.Known) decoded).envelope().event();
    }
}
