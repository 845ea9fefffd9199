package com.numeneon.notification.sessions;

import static com.numeneon.notification.sessions.WrittenLog.at;
import static com.numeneon.notification.sessions.WrittenLog.begin;
import static com.numeneon.notification.sessions.WrittenLog.fill;
import static com.numeneon.notification.sessions.WrittenLog.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Positions are the number of the next event of the one partition that there is. */
class SessionTableTest {

    private final WrittenLog log = new WrittenLog("p", "q", "r");

    @Test
    void the_first_socket_of_a_browser_begins_at_once_and_only_its_own_pod_acts() {
        log.opens("p", "s1", 10);

        assertThat(log.decisionsOf("p")).containsExactly(begin("s1"));
        assertThat(log.decisionsOf("q")).isEmpty();
    }

    @Test
    void a_socket_takes_what_a_dropped_one_of_its_browser_left_at_whatever_pod() {
        log.opens("p", "s1", 10);
        log.drops("p", "s1", 14);

        log.opens("q", "s2", 20);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s2", "s1", 14));
    }

    @Test
    void a_claim_is_taken_once() {
        log.opens("p", "s1", 10);
        log.drops("p", "s1", 14);
        log.opens("q", "s2", 20);

        log.opens("r", "s3", 21);
        log.reports("q", 20);

        assertThat(log.decisionsOf("r")).containsExactly(new Decision.Wait("s3", Set.of("q")), begin("s3"));
    }

    @Test
    void another_browsers_claim_is_not_taken() {
        log.opens("p", "s1", 10);
        log.drops("p", "s1", 14);

        log.opens("q", "s2", "another browser", 20);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s2"));
    }

    @Test
    void of_several_claims_the_oldest_goes_first() {
        log.opens("p", "tab1", 10);
        log.opens("p", "tab2", 10);
        log.drops("p", "tab2", 14);
        log.drops("p", "tab1", 15);

        log.opens("q", "s3", 20);
        log.opens("r", "s4", 21);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s3", "tab2", 14));
        assertThat(log.decisionsOf("r")).containsExactly(begin("s4", "tab1", 15));
    }

    @Test
    void a_claim_lives_for_two_minutes_of_the_logs_time() {
        log.opens("p", "s1", "browser", 10);
        log.drops("p", "s1", 14);
        log.pass(SessionTable.CLAIM_LIFE);
        log.opens("q", "s2", "browser", 20);
        log.drops("q", "s2", 22);
        log.pass(SessionTable.CLAIM_LIFE.plusMillis(1));
        log.opens("r", "s3", 30);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s2", "s1", 14));
        assertThat(log.decisionsOf("r")).containsExactly(begin("s3"));
    }

    @Test
    void who_left_leaves_nothing() {
        log.opens("p", "s1", 10);
        log.ends("s1");

        log.opens("q", "s2", 20);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s2"));
        assertThat(log.table("r").size()).isOne();
    }

    @Test
    void sockets_with_cursors_neither_leave_nor_take_nor_wait_nor_are_waited_for() {
        log.opensWithCursors("p", "c1", 10);
        log.opens("q", "s2", 20);
        log.drops("q", "s2", 21);
        log.opensWithCursors("r", "c3", 22);
        log.drops("p", "c1", 12);
        log.losesPod("r", "p");

        log.opens("p", "s4", 30);
        log.opens("q", "s5", 30);

        assertThat(log.decisionsOf("q")).contains(begin("s2"));
        assertThat(log.decisionsOf("r")).doesNotContain(begin("c3"));
        assertThat(log.decisionsOf("p")).containsExactly(begin("s4", "s2", 21));
        log.reports("p", 30);
        assertThat(log.decisionsOf("q")).contains(begin("s5"));
    }

    @Test
    void a_dropped_socket_that_acknowledged_nothing_stands_where_it_was_opened() {
        log.opens("p", "s1", 10);
        log.drops("p", "s1", null, log.end());

        log.opens("q", "s2", 20);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s2", "s1", 10));
    }

    @Test
    void or_at_the_claim_that_it_took_so_that_nothing_is_lost_from_one_to_the_next() {
        log.opens("p", "s1", 10);
        log.drops("p", "s1", 14);
        log.opens("q", "s2", 20);
        log.drops("q", "s2", null, log.end());

        log.opens("r", "s3", 30);

        assertThat(log.decisionsOf("r")).containsExactly(begin("s3", "s2", 14));
    }

    @Test
    void a_position_from_before_the_pod_knew_that_the_socket_took_a_claim_does_not_count() {
        log.opens("p", "s1", 10);
        log.drops("p", "s1", 14);
        long before = log.end();
        log.opens("q", "s2", 20);
        log.drops("q", "s2", at(25), before);

        log.opens("r", "s3", 30);

        assertThat(log.decisionsOf("r")).containsExactly(begin("s3", "s2", 14));
    }

    @Test
    void the_end_of_an_unknown_socket_is_a_claim_if_it_says_where_it_stood() {
        log.drops("p", "s1", 14);
        log.drops("p", "s0", null, log.end());

        log.opens("q", "s2", 20);
        log.opens("q", "s3", 20);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s2", "s1", 14), begin("s3"));
    }

    @Test
    void a_second_tab_waits_until_the_pod_of_the_first_one_gives_a_sign_of_life() {
        log.opens("p", "tab1", 10);
        log.opens("q", "tab2", 20);
        assertThat(log.decisionsOf("q")).containsExactly(new Decision.Wait("tab2", Set.of("p")));
        assertThat(log.table("q").awaitedPods()).containsExactly("p");

        log.reports("p", 19);

        assertThat(log.decisionsOf("q")).containsExactly(begin("tab2"));
        assertThat(log.table("q").awaitedPods()).isEmpty();
    }

    @Test
    void a_second_tab_at_the_same_pod_waits_for_nobody() {
        log.opens("p", "tab1", 10);
        log.opens("p", "tab2", 20);

        assertThat(log.decisionsOf("p")).containsExactly(begin("tab1"), begin("tab2"));
    }

    @Test
    void with_older_sockets_on_several_pods_all_of_them_must_be_known() {
        log.opens("p", "tab1", 10);
        log.opens("q", "tab2", 10);
        log.reports("p", 10);
        log.decisionsOf("q");
        log.opens("r", "tab3", 20);
        log.reports("p", 19);
        assertThat(log.decisionsOf("r")).containsExactly(new Decision.Wait("tab3", Set.of("p", "q")));

        log.ends("tab2");

        assertThat(log.decisionsOf("r")).containsExactly(begin("tab3"));
    }

    @Test
    void a_socket_that_waits_gets_what_the_awaited_one_leaves_meanwhile() {
        log.opens("p", "s1", 10);
        log.opens("q", "s2", 20);

        log.drops("p", "s1", 14);

        assertThat(log.decisionsOf("q")).containsExactly(new Decision.Wait("s2", Set.of("p")), begin("s2", "s1", 14));
    }

    @Test
    void a_socket_that_waits_begins_when_the_awaited_one_leaves_for_good() {
        log.opens("p", "s1", 10);
        log.opens("q", "s2", 20);
        log.decisionsOf("q");

        log.ends("s1");

        assertThat(log.decisionsOf("q")).containsExactly(begin("s2"));
    }

    @Test
    void a_socket_that_closes_while_it_waits_is_not_begun_any_more() {
        log.opens("p", "s1", 10);
        log.opens("q", "s2", 20);
        log.drops("q", "s2", null, log.end());
        log.decisionsOf("q");

        log.reports("p", 19);
        log.drops("p", "s1", 14);
        log.opens("r", "s3", 30);

        assertThat(log.decisionsOf("q")).isEmpty();
        assertThat(log.decisionsOf("r")).as("what both have left").containsExactly(begin("s3", "s2", 14));
    }

    @Test
    void a_claim_that_comes_late_fills_the_stretch_of_the_socket_that_came_instead() {
        log.opens("p", "s1", 10);
        log.opens("q", "s2", 20);
        log.reports("p", 14, Map.of(), log.end());

        log.drops("p", "s1", 14);

        assertThat(log.decisionsOf("q")).contains(begin("s2"), fill("s2", "s1", 14));
        log.opens("r", "s3", 30);
        log.reports("q", 30);
        assertThat(log.decisionsOf("r")).as("the claim is spent").contains(begin("s3"));
    }

    @Test
    void of_several_younger_sockets_the_oldest_that_has_taken_nothing_is_filled() {
        log.opens("p", "s1", 10);
        log.opens("p", "gone", 10);
        log.drops("p", "gone", 12);
        log.opens("q", "s2", 20);
        log.opens("q", "s3", 21);
        log.opens("r", "s4", 22);

        log.drops("p", "s1", 14);

        assertThat(log.decisionsOf("q"))
                .contains(begin("s2", "gone", 12), begin("s3", "s1", 14))
                .doesNotContain(fill("s2", "s1", 14));
        assertThat(log.decisionsOf("r")).containsExactly(new Decision.Wait("s4", Set.of("p", "q")));
    }

    @Test
    void a_claim_that_comes_when_its_clients_next_socket_but_one_is_open_is_given_to_that() {
        log.opens("p", "s0", 10);
        log.opens("q", "s1", 15);
        log.reports("p", 10);
        log.drops("q", "s1", 20);
        log.opens("r", "s2", 21);
        log.decisionsOf("r");

        log.drops("p", "s0", 10);
        log.drops("r", "s2", null, log.end() - 1);

        assertThat(log.decisionsOf("r")).containsExactly(share("s2", "s0", 10));
        log.opens("q", "s3", 30);
        assertThat(log.decisionsOf("q")).contains(begin("s3", "s0", 10));
    }

    @Test
    void a_second_tabs_claim_that_is_shared_with_the_first_one_stays_for_the_second() {
        log.opens("p", "tab1", 10);
        log.opens("p", "tab2", 10);
        log.drops("p", "tab1", 14);
        log.opens("q", "tab1 again", 20);

        log.drops("p", "tab2", 12);
        log.opens("r", "tab2 again", 21);

        assertThat(log.decisionsOf("q"))
                .containsExactly(begin("tab1 again", "tab1", 14), share("tab1 again", "tab2", 12));
        assertThat(log.decisionsOf("r")).containsExactly(begin("tab2 again", "tab2", 12));
    }

    @Test
    void who_takes_the_oldest_of_several_claims_gets_all_since_the_earliest() {
        log.opens("p", "s0", 10);
        log.opens("q", "s1", 15);
        log.drops("q", "s1", 20);
        log.drops("p", "s0", 10);

        log.opens("r", "s2", 21);

        assertThat(log.decisionsOf("r")).containsExactly(begin("s2", "s1", 10));
    }

    @Test
    void a_socket_that_misses_nothing_of_a_claim_leaves_it_to_the_one_that_comes() {
        log.opens("p", "tab1", 10);
        log.opens("q", "tab2", 20);
        log.reports("p", 20);

        log.drops("p", "tab1", 25);
        log.opens("r", "tab1 again", 30);

        assertThat(log.decisionsOf("q")).doesNotContain(fill("tab2", "tab1", 25));
        assertThat(log.decisionsOf("r")).containsExactly(begin("tab1 again", "tab1", 25));
    }

    @Test
    void an_older_socket_is_not_filled_by_a_younger_ones_claim() {
        log.opens("p", "tab1", 20);
        log.opens("q", "tab2", 10);
        log.reports("p", 20);

        log.drops("q", "tab2", 12);

        assertThat(log.decisionsOf("p")).containsExactly(begin("tab1"));
    }

    @Test
    void a_claim_of_another_stream_fills_nobody() {
        log.opens("p", "s1", 10);
        log.opens("q", "s2", 20);

        log.drops("p", "s1", new Cursor(8, StreamPosition.START), log.end());

        assertThat(log.decisionsOf("q")).containsExactly(new Decision.Wait("s2", Set.of("p")), begin("s2"));
    }

    @Test
    void after_a_drain_every_tab_gets_its_own_claim_exactly() {
        log.opens("p", "tab1", 10);
        log.opens("p", "tab2", 11);
        log.drops("p", "tab1", 40);
        log.drops("p", "tab2", 41);

        log.opens("q", "tab2 again", 50);
        log.opens("r", "tab1 again", 51);

        assertThat(log.decisionsOf("q")).containsExactly(begin("tab2 again", "tab1", 40));
        assertThat(log.decisionsOf("r")).containsExactly(begin("tab1 again", "tab2", 41));
    }

    @Test
    void the_sockets_of_a_lost_pod_become_claims_where_it_last_saw_them() {
        log.opens("p", "s1", 10);
        log.opens("p", "slow", "another browser", 11);
        log.reports("p", 15, Map.of("slow", at(12)), log.end());
        log.opens("q", "s2", 20);

        log.losesPod("p", "q");

        assertThat(log.decisionsOf("q")).containsExactly(new Decision.Wait("s2", Set.of("p")), begin("s2", "s1", 15));
        log.opens("r", "slow again", "another browser", 30);
        assertThat(log.decisionsOf("r")).containsExactly(begin("slow again", "slow", 12));
    }

    @Test
    void a_lost_pods_word_does_not_count_for_what_it_did_not_know_when_it_gave_it() {
        log.opens("p", "s1", 10);
        log.opens("p", "old", "another browser", 10);
        log.drops("p", "s1", 14);
        long before = log.end();
        log.opens("p", "s2", 20);
        log.reports("p", 25, Map.of(), before);

        log.losesPod("p", "q");
        log.opens("q", "s3", 30);
        log.opens("q", "old again", "another browser", 30);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s3", "s2", 14), begin("old again", "old", 25));
    }

    @Test
    void nor_for_a_stretch_that_a_socket_was_given_later() {
        log.opens("p", "s1", 10);
        log.opens("q", "s2", 20);
        log.reports("p", 10);
        long before = log.end();
        log.drops("p", "s1", 14);
        log.reports("q", 25, Map.of(), before);

        log.losesPod("q", "r");
        log.opens("r", "s3", 30);

        assertThat(log.decisionsOf("r")).containsExactly(begin("s3", "s2", 14));
    }

    @Test
    void a_pods_word_from_before_does_not_move_a_socket_back() {
        log.opens("p", "s1", 10);
        log.reports("p", 5);

        log.losesPod("p", "q");
        log.opens("q", "s2", 20);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s2", "s1", 10));
    }

    @Test
    void two_tabs_of_a_lost_pod_leave_a_claim_each() {
        log.opens("p", "tab1", 10);
        log.opens("p", "tab2", 12);
        log.opens("q", "tab1 again", 20);

        log.losesPod("p", "q");
        log.opens("r", "tab2 again", 21);

        assertThat(log.decisionsOf("q"))
                .containsExactly(new Decision.Wait("tab1 again", Set.of("p")), begin("tab1 again", "tab1", 10));
        assertThat(log.decisionsOf("r")).containsExactly(begin("tab2 again", "tab2", 12));
    }

    @Test
    void a_pod_that_spoke_meanwhile_is_not_lost() {
        log.opens("p", "s1", 10);
        log.opens("q", "s2", 20);
        long heard = log.table("q").lastOf("p");
        log.reports("p", 15);

        log.write(new SessionRecord.PodLost("p", "q", heard));

        assertThat(log.decisionsOf("p")).containsExactly(begin("s1"));
        assertThat(log.decisionsOf("q")).containsExactly(new Decision.Wait("s2", Set.of("p")), begin("s2"));
    }

    @Test
    void a_pod_that_wakes_tells_of_its_sockets_again_and_they_are_no_claims_any_more() {
        log.opens("p", "s1", 10);
        log.losesPod("p", "q");
        assertThat(log.decisionsOf("p")).contains(new Decision.Announce());

        log.opensAgain("p", "s1", 16);
        log.opens("q", "s2", 20);
        log.reports("p", 16);

        assertThat(log.decisionsOf("q")).containsExactly(new Decision.Wait("s2", Set.of("p")), begin("s2"));
        assertThat(log.decisionsOf("p")).as("and take none").isEmpty();
    }

    @Test
    void a_socket_that_lived_on_gets_what_was_left_while_it_was_taken_for_dead() {
        log.opens("p", "s1", 10);
        log.opens("q", "s2", 20);
        log.reports("p", 10);
        log.losesPod("q", "r");
        log.drops("p", "s1", 14);
        log.decisionsOf("q");

        log.opensAgain("q", "s2", 25);

        assertThat(log.decisionsOf("q")).containsExactly(fill("s2", "s1", 14));
    }

    @Test
    void what_was_taken_of_a_lost_pod_is_not_taken_again_when_it_wakes_and_tells_of_the_end() {
        log.opens("p", "s1", 10);
        log.opens("q", "s2", 20);
        log.losesPod("p", "q");
        log.ends("s1");

        log.drops("p", "s1", 14);
        log.opens("r", "s3", 30);
        log.reports("q", 30);

        assertThat(log.decisionsOf("r")).containsExactly(new Decision.Wait("s3", Set.of("q")), begin("s3"));
    }

    @Test
    void a_socket_that_lived_on_leaves_a_claim_like_any_other() {
        log.opens("p", "s1", 10);
        log.losesPod("p", "q");
        log.opensAgain("p", "s1", 16);
        log.drops("p", "s1", 18);

        log.opens("q", "s2", 20);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s2", "s1", 18));
    }

    @Test
    void a_socket_known_from_its_repetition_alone_is_never_filled() {
        log.opens("p", "s1", 10);
        log.opensAgain("q", "unknown", 20);

        log.drops("p", "s1", 14);
        log.opens("r", "s2", 30);

        assertThat(log.decisionsOf("q")).isEmpty();
        assertThat(log.decisionsOf("r")).containsExactly(begin("s2", "s1", 14));
    }

    @Test
    void a_repetition_that_overtook_the_opening_does_not_take_its_place() {
        log.opensAgain("q", "s1", 20);

        log.opens("q", "s1", 20);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s1"));
    }

    @Test
    void an_opening_that_was_written_twice_takes_no_second_claim() {
        log.opens("p", "tab1", 10);
        log.opens("p", "tab2", 10);
        log.drops("p", "tab1", 14);
        log.drops("p", "tab2", 15);
        log.opens("q", "s3", 20);

        log.opens("q", "s3", 20);
        log.opens("r", "s4", 20);

        assertThat(log.decisionsOf("q")).containsExactly(begin("s3", "tab1", 14));
        assertThat(log.decisionsOf("r")).containsExactly(begin("s4", "tab2", 15));
    }

    @Test
    void a_pod_that_was_cleaned_away_while_it_slept_tells_of_its_sockets_again() {
        log.opens("p", "s1", 10);
        log.ends("s1");
        log.decisionsOf("p");

        log.write(new SessionRecord.PodEnded("p"));

        assertThat(log.decisionsOf("p")).containsExactly(new Decision.Announce());
        assertThat(log.table("q").pods()).doesNotContain("p");
    }

    @Test
    void claims_are_over_after_two_minutes_for_the_pod_that_wrote_them() {
        log.opens("p", "s1", 10);
        log.drops("p", "s1", 14);
        log.opens("q", "lost", "another browser", 10);
        log.losesPod("q", "r");
        log.pass(SessionTable.CLAIM_LIFE.plusMillis(1));
        log.opens("r", "somebody", "a third browser", 20);

        assertThat(log.table("p").over(log.table("p").now()))
                .extracting(Session::id)
                .containsExactly("s1");
        assertThat(log.table("q").over(log.table("q").now())).isEmpty();
        assertThat(log.table("r").over(log.table("r").now()))
                .extracting(Session::id)
                .containsExactly("lost");

        log.ends("s1");
        assertThat(log.table("p").over(log.table("p").now())).isEmpty();
    }

    @Test
    void nothing_is_remembered_for_ever() {
        log.opens("p", "s1", 10);
        log.drops("p", "s1", 14);
        log.opens("q", "s2", 20);
        log.ends("s1");
        log.ends("s2");
        assertThat(log.table("r").size()).as("that s1 is spent").isOne();

        log.pass(SessionTable.SPENT_MEMORY.plus(Duration.ofMillis(1)));
        log.reports("p", 30);

        assertThat(log.table("r").size()).isZero();
    }

    @Test
    void what_a_pod_leaves_behind_are_its_sockets_and_the_claims_that_it_wrote() {
        log.opens("p", "open", 10);
        log.opens("q", "lost", "another browser", 10);
        log.losesPod("q", "p");
        log.opens("r", "again", "a third browser", 10);
        log.losesPod("r", "p");
        log.opensAgain("r", "again", 10);

        assertThat(log.table("r").of("p")).extracting(Session::id).containsExactlyInAnyOrder("open", "lost");
    }

    @Test
    void a_pod_taken_for_dead_by_several_announces_once_what_it_holds() {
        log.opens("p", "s1", 10);
        log.decisionsOf("p");

        log.losesPod("p", "q");
        log.losesPod("p", "r");

        assertThat(log.decisionsOf("p")).containsExactly(new Decision.Announce());
    }

    @Test
    void of_those_who_wait_only_the_one_whose_elder_has_ended_begins() {
        log.opens("p", "s1", 10);
        log.opens("p", "other", "another browser", 10);
        log.opens("q", "s2", 20);
        log.opens("q", "other2", "another browser", 20);
        log.decisionsOf("q");

        log.ends("s1");
        assertThat(log.decisionsOf("q")).containsExactly(begin("s2"));
        log.drops("p", "other", at(20), log.end());
        assertThat(log.decisionsOf("q")).containsExactly(begin("other2"));
    }
}
