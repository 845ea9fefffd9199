package com.numeneon.stress.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultDeckTest {

    @Test
    void each_kind_comes_once_before_any_comes_again() {
        FaultDeck deck = new FaultDeck(List.of(FaultKind.values()), new Random(1));

        assertThat(take(deck, FaultKind.values().length)).containsExactlyInAnyOrder(FaultKind.values());
        assertThat(take(deck, FaultKind.values().length)).containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void a_seed_gives_the_same_order_each_time() {
        FaultDeck one = new FaultDeck(List.of(FaultKind.values()), new Random(7));
        FaultDeck other = new FaultDeck(List.of(FaultKind.values()), new Random(7));

        assertThat(take(one, 30)).isEqualTo(take(other, 30));
    }

    @Test
    void kinds_are_named_in_a_list_or_all_by_none() {
        assertThat(FaultKind.parse("kill_api, cut_clients")).containsExactly(FaultKind.KILL_API, FaultKind.CUT_CLIENTS);
        assertThat(FaultKind.parse("")).containsExactly(FaultKind.values());
    }

    private static List<FaultKind> take(FaultDeck deck, int count) {
        return IntStream.range(0, count).mapToObj(n -> deck.next()).toList();
    }
}
