package com.numeneon.stress.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final long ANN = 1;
    private static final long BEN = 2;

    private final List<CommittedEvent> committed = new ArrayList<>();

    @Test
    void all_that_was_committed_and_nothing_else_is_fine() {
        committed.addAll(List.of(message(1, ANN), message(2, ANN), message(3, BEN)));

        Verdict verdict = check(cursorPage(ANN, got(1), got(2)), plainPage(BEN, bare(3)));

        assertThat(verdict).isEqualTo(new Verdict(3, 0, 3, List.of()));
    }

    @Test
    void an_event_that_never_came_is_lost_on_each_page_that_misses_it() {
        committed.addAll(List.of(message(1, ANN), message(2, ANN)));

        Verdict verdict = check(cursorPage(ANN, got(1)), plainPage(ANN, bare(2)), cursorPage(ANN, got(1), got(2)));

        assertThat(verdict.of(Finding.Kind.LOST))
                .extracting(finding -> finding.event().id())
                .containsExactly("2", "1");
        assertThat(verdict.findings()).hasSize(2);
    }

    @Test
    void of_two_tabs_without_cursors_one_may_be_given_what_the_other_missed() {
        committed.addAll(List.of(message(1, ANN), message(2, ANN)));

        Verdict verdict = check(plainPage(ANN, bare(1)), plainPage(ANN), cursorPage(ANN, got(1), got(2)));

        assertThat(verdict.findings())
                .extracting(Finding::kind, finding -> finding.event().id())
                .containsExactly(
                        Tuple.tuple(Finding.Kind.LOST, "2"),
                        Tuple.tuple(Finding.Kind.TAKEN, "1"),
                        Tuple.tuple(Finding.Kind.LOST, "2"));
    }

    @Test
    void what_was_committed_before_a_page_opened_or_after_it_left_is_not_missed() {
        committed.addAll(List.of(message(1, ANN), message(9, ANN)));
        PageLog page = new PageLog("page", ANN, true, after(2), after(8), List.of(), List.of(), List.of());

        assertThat(check(page).findings()).isEmpty();
    }

    @Test
    void what_was_committed_before_a_page_opened_may_still_come() {
        committed.add(message(1, ANN));
        PageLog page = new PageLog("page", ANN, true, after(2), null, List.of(), List.of(got(1)), List.of());

        assertThat(check(page).findings()).isEmpty();
    }

    @Test
    void with_a_cursor_an_event_that_must_come_once_is_doubled_when_it_comes_again() {
        committed.add(message(1, ANN));

        Verdict verdict = check(cursorPage(ANN, got(1), got(1)));

        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.DOUBLED);
        assertThat(verdict.repeats()).isEqualTo(1);
    }

    @Test
    void other_repeats_are_only_counted() {
        committed.addAll(List.of(message(1, ANN), mayRepeat(2, ANN)));

        Verdict verdict = check(plainPage(ANN, bare(1), bare(2), bare(1)), cursorPage(ANN, got(1), got(2), got(2)));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.repeats()).isEqualTo(2);
    }

    @Test
    void a_later_event_that_comes_first_is_out_of_order() {
        committed.addAll(List.of(message(1, ANN), message(2, ANN)));

        Verdict verdict = check(cursorPage(ANN, got(2), got(1)));

        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.OUT_OF_ORDER);
    }

    @Test
    void repeats_may_go_back_but_first_arrivals_after_them_may_not() {
        committed.addAll(List.of(message(1, ANN), message(2, ANN), message(3, ANN), message(4, ANN)));

        assertThat(check(plainPage(ANN, bare(1), bare(2), bare(1), bare(2), bare(3), bare(4)))
                        .findings())
                .isEmpty();
        assertThat(check(plainPage(ANN, bare(1), bare(2), bare(4), bare(1), bare(3)))
                        .findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.OUT_OF_ORDER);
    }

    @Test
    void events_of_different_keys_come_in_any_order() {
        committed.addAll(List.of(
                message(1, ANN), new CommittedEvent(name(2), "other", 2, Set.of(ANN), after(2), "text 2", true)));

        assertThat(check(cursorPage(ANN, got(2), got(1))).findings()).isEmpty();
    }

    @Test
    void a_frame_at_somebody_else_is_misdelivered() {
        committed.add(message(1, ANN));

        Verdict verdict = check(cursorPage(ANN, got(1)), plainPage(BEN, bare(1)));

        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.MISDELIVERED);
    }

    @Test
    void a_frame_of_what_the_database_does_not_know_is_uncommitted() {
        assertThat(check(plainPage(ANN, bare(1))).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.UNCOMMITTED);
    }

    @Test
    void a_frame_that_says_something_else_is_altered() {
        committed.add(message(1, ANN));
        Receipt receipt = new Receipt(name(1), null, "something else", after(1), 0);

        assertThat(check(plainPage(ANN, receipt)).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.ALTERED);
    }

    @Test
    void an_event_has_one_id_of_its_own_and_only_for_who_asked() {
        committed.addAll(List.of(mayRepeat(1, ANN), mayRepeat(2, ANN)));

        assertMislabelled(cursorPage(ANN, labelled(1, "a"), labelled(1, "b"), labelled(2, "c")));
        assertMislabelled(cursorPage(ANN, labelled(1, "a"), labelled(2, "a")));
        assertMislabelled(cursorPage(ANN, labelled(1, "a"), bare(2)));
        assertMislabelled(plainPage(ANN, bare(1), labelled(2, "b")));
        assertThat(check(cursorPage(ANN, labelled(1, "a"), labelled(2, "b"), labelled(1, "a")))
                        .findings())
                .isEmpty();
    }

    @Test
    void a_resume_that_recovered_nothing_is_found() {
        PageLog page = new PageLog(
                "page", ANN, true, START, null, List.of(), List.of(), List.of("recovered", "too_old", "recovered"));

        assertThat(check(page).findings())
                .extracting(Finding::kind, Finding::what)
                .containsExactly(Tuple.tuple(Finding.Kind.NOT_RECOVERED, "too_old"));
    }

    @Test
    void two_events_of_one_name_are_refused() {
        committed.addAll(List.of(message(1, ANN), message(1, BEN)));

        assertThatThrownBy(() -> check()).hasMessageContaining("message 1");
    }

    private void assertMislabelled(PageLog page) {
        assertThat(check(page).findings()).extracting(Finding::kind).containsExactly(Finding.Kind.MISLABELLED);
    }

    private Verdict check(PageLog... pages) {
        return Checker.check(committed, List.of(pages));
    }

    private static CommittedEvent message(long number, long receiver) {
        return new CommittedEvent(
                name(number), "conversation", number, Set.of(receiver), after(number), "text " + number, true);
    }

    private static CommittedEvent mayRepeat(long number, long receiver) {
        return new CommittedEvent(
                name(number), "conversation", number, Set.of(receiver), after(number), "text " + number, false);
    }

    private static PageLog cursorPage(long user, Receipt... receipts) {
        return new PageLog("page", user, true, START, null, List.of(), List.of(receipts), List.of());
    }

    private static PageLog plainPage(long user, Receipt... receipts) {
        return new PageLog("page", user, false, START, null, List.of(), List.of(receipts), List.of());
    }

    private static Receipt got(long number) {
        return labelled(number, "id " + number);
    }

    private static Receipt bare(long number) {
        return labelled(number, null);
    }

    private static Receipt labelled(long number, @Nullable String eventId) {
        return new Receipt(name(number), eventId, "text " + number, after(number), 0);
    }

    private static EventName name(long number) {
        return EventName.of(EventKind.MESSAGE, number);
    }

    private static Instant after(long seconds) {
        return START.plusSeconds(seconds);
    }
}
