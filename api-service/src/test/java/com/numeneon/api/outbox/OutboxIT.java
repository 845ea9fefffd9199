package com.numeneon.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.infra.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Appending needs Postgres alone: the broker named here does not exist. */
class OutboxIT {

    private final Pod pod = new Pod(TestPostgres.newDatabase(), Pod.settings("127.0.0.1:1"));

    @AfterEach
    void close() {
        pod.close();
    }

    @Test
    void an_event_outside_a_transaction_is_refused() {
        assertThatThrownBy(() -> pod.outbox.append(Events.message(1, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");

        assertThat(pod.waiting()).isZero();
    }

    @Test
    void an_event_shares_the_fate_of_its_transaction() {
        pod.append(Events.message(1, 1));
        assertThatThrownBy(() -> pod.transaction(() -> {
                    pod.outbox.append(Events.message(1, 2));
                    throw new IllegalArgumentException("the request fails");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(pod.waiting()).isOne();
    }

    @Test
    void an_event_too_large_for_kafka_is_refused_and_nothing_is_stored() {
        // Fewer characters than the limit has bytes, but more bytes.
        String content = "é".repeat(600_000);

        assertThatThrownBy(() -> pod.transaction(() -> {
                    pod.outbox.append(Events.message(1, 1));
                    pod.outbox.append(Events.message(1, 2, content));
                }))
                .isInstanceOf(EventTooLarge.class)
                .hasMessageContaining("message.sent.v1");

        assertThat(pod.waiting()).isZero();
    }

    @Test
    void the_depth_and_the_age_of_the_oldest_row_are_metrics() {
        pod.append(Events.message(1, 1));
        pod.append(Events.message(1, 2));
        pod.jdbc
                .sql("UPDATE outbox SET created_at = created_at - interval '1 hour' WHERE id = 1")
                .update();

        pod.backlog.start();

        Waiting.until("the backlog is measured", () -> pod.metric("numeneon.outbox.depth") == 2);
        assertThat(pod.metric("numeneon.outbox.oldest.age")).isBetween(3600.0, 3700.0);
    }
}
