package com.numeneon.notification.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places();

    @BeforeEach
    void start() {
        places.start();
    }

    @Test
    void an_operator_has_one_place_until_it_is_given_back() {
        Order first = order(1, "carol");
        assertThat(places.take(first)).isEmpty();

        assertThat(status(places.take(order(2, "carol")))).isEqualTo(409);
        assertThat(status(places.refusal("carol"))).isEqualTo(409);
        assertThat(places.take(order(3, "dave"))).isEmpty();
        places.giveBack(first);
        assertThat(places.take(order(2, "carol"))).isEmpty();
    }

    @Test
    void all_operators_together_have_few() {
        for (int i = 0; i < Places.MOST; i++) {
            assertThat(places.take(order(i, "operator" + i))).isEmpty();
        }

        assertThat(status(places.take(order(9, "one more")))).isEqualTo(429);
    }

    @Test
    void the_same_order_runs_once() {
        places.take(order(1, "carol"));

        assertThat(status(places.take(order(1, "dave")))).isEqualTo(409);
    }

    @Test
    void a_pod_that_stops_interrupts_what_runs_and_begins_nothing() {
        places.take(order(1, "carol"));

        places.stop();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(status(places.take(order(2, "dave")))).isEqualTo(503);
    }

    private static int status(Optional<Problem> refusal) {
        return refusal.map(Problem::status).orElse(200);
    }

    private static Order order(int id, String operator) {
        return new Order(new UUID(1, id), operator, "127.0.0.1", 5, "why", 10, List.of());
    }
}
