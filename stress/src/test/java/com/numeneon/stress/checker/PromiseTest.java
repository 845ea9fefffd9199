package com.numeneon.stress.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromiseTest {

    @Test
    void whatever_is_found_with_a_cursor_breaks_a_promise() {
        for (Finding.Kind kind : Finding.Kind.values()) {
            assertThat(Promise.isBrokenBy(finding(kind, true))).as("%s", kind).isEqualTo(kind != Finding.Kind.TAKEN);
        }
    }

    @Test
    void so_it_does_without_one_but_that_two_tabs_may_take_what_is_the_other_s() {
        assertThat(Promise.isBrokenBy(finding(Finding.Kind.OUT_OF_ORDER, false)))
                .isTrue();
        assertThat(Promise.isBrokenBy(finding(Finding.Kind.MISDELIVERED, false)))
                .isTrue();
        assertThat(Promise.isBrokenBy(finding(Finding.Kind.LOST, false))).isEqualTo(Promise.PLAIN_CLIENTS_LOSE_NOTHING);
        assertThat(Promise.isBrokenBy(finding(Finding.Kind.TAKEN, false))).isFalse();
    }

    private static Finding finding(Finding.Kind kind, boolean withCursor) {
        PageLog page = new PageLog("page", 1, withCursor, null, null, List.of(), List.of(), List.of());
        return new Finding(kind, page, EventName.of(EventKind.MESSAGE, 1), "");
    }
}
