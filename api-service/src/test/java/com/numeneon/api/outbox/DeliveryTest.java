package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private final SendOutcome acknowledged = new SendOutcome.Acknowledged();
    private final TimeoutException late = new TimeoutException("late");
    private final SendOutcome failed = SendOutcome.of(late);
    private final SendOutcome refused = SendOutcome.of(new RecordTooLargeException("big"));

    private final OutboxRow a1 = row(1, "a");
    private final OutboxRow b2 = row(2, "b");
    private final OutboxRow a3 = row(3, "a");

    @Test
    void what_follows_a_failure_on_its_key_is_sent_again() {
        Delivery delivery = Delivery.of(List.of(a1, b2, a3), List.of(failed, acknowledged, acknowledged));

        assertThat(delivery.acknowledged()).containsExactly(2L);
        assertThat(delivery.failure()).isSameAs(late);
    }

    @Test
    void a_refusal_behind_a_failure_waits_for_its_turn() {
        Delivery delivery = Delivery.of(List.of(a1, b2, a3), List.of(failed, refused, refused));

        assertThat(delivery.refused()).extracting(Delivery.Refusal::row).containsExactly(b2);
    }

    @Test
    void a_refusal_holds_nothing_back() {
        Delivery delivery = Delivery.of(List.of(a1, b2, a3), List.of(refused, acknowledged, acknowledged));

        assertThat(delivery.acknowledged()).containsExactly(2L, 3L);
        assertThat(delivery.refused()).extracting(Delivery.Refusal::row).containsExactly(a1);
        assertThat(delivery.failure()).isNull();
    }

    private static OutboxRow row(long id, String key) {
        return new OutboxRow(id, "numeneon.messages", key, "{}", new byte[0]);
    }
}
