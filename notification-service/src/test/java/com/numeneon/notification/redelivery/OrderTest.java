package com.numeneon.notification.redelivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.numeneon.contracts.json.ContractJson;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class OrderTest {

    private static final Order.Event EVENT = new Order.Event("numeneon.messages", 3, 17);

    @Test
    void it_is_the_same_on_the_other_pod() {
        Order order = order("why", 10, List.of(EVENT));

        byte[] json = ContractJson.mapper().writeValueAsBytes(order);

        assertThat(ContractJson.mapper().readValue(json, Order.class)).isEqualTo(order);
    }

    @Test
    void a_reason_stays_on_its_line() {
        assertThat(order("she\r\n2026 INFO audit: \"forged\"\u202e", 10, List.of(EVENT))
                        .reason())
                .isEqualTo("she 2026 INFO audit: 'forged'");
    }

    @Test
    void who_it_was_stays_in_its_place_on_the_line() {
        Order forged = new Order(
                new UUID(1, 2), "mallory\nFORGED operator=ann", "1.1.1.1 operator=ann\n", 5, "why", 10, List.of(EVENT));

        assertThat(forged.operator()).isEqualTo("mallory?FORGED?operator?ann");
        assertThat(forged.address()).startsWith("1.1.1.1?").doesNotContain(" ", "=", "\n");
    }

    @Test
    void what_is_more_than_a_pod_would_do_is_refused() {
        assertThatThrownBy(() -> order(" ", 10, List.of(EVENT))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> order("why", 0, List.of(EVENT))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> order("why", 101, List.of(EVENT))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> order("why", 10, Collections.nCopies(1_001, EVENT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"events\":[{\"topic\":\"numeneon.revocations\",\"partition\":0,\"offset\":0}]}",
                "{\"events\":[{\"topic\":\"numeneon.messages\",\"partition\":-1,\"offset\":0}]}",
                "{\"events\":null}"
            })
    void what_is_no_order_is_not_read_as_one(String json) {
        assertThatThrownBy(() -> ContractJson.mapper().readValue(json, Order.class))
                .isInstanceOf(JacksonException.class);
    }

    private static Order order(String reason, int pace, List<Order.Event> events) {
        return new Order(new UUID(1, 2), "carol", "127.0.0.1", 5, reason, pace, events);
    }
}
