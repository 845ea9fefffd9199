package com.numeneon.stress.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.stress.checker.CommittedEvent;
import com.numeneon.stress.checker.EventKind;
import com.numeneon.stress.checker.EventName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OracleTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Someone ANN = new Someone(1, "ann", "-");
    private static final Someone BEN = new Someone(2, "ben", "-");
    private static final Someone CAT = new Someone(3, "cat", "-");

    private final Ledger ledger = new Ledger();
    private final Rows rows = new Rows(new HashMap<>(), new HashMap<>(), new HashMap<>());

    @Test
    void a_message_concerns_its_receiver_even_if_no_answer_came() {
        stored(message("hello"), 7);

        assertThat(truth().faults()).isEmpty();
        assertThat(truth().events())
                .containsExactly(new CommittedEvent(
                        EventName.of(EventKind.MESSAGE, 7), "conversation 1-2", 7, Set.of(2L), NOW, "1 hello", true));
    }

    @Test
    void what_was_not_committed_did_not_happen() {
        message("hello");

        assertThat(truth()).isEqualTo(new Oracle.Truth(List.of(), List.of()));
    }

    @Test
    void what_was_acknowledged_must_be_there() {
        message("hello").acknowledged(json("{\"id\": 7}"));

        assertThat(truth().faults())
                .singleElement()
                .asString()
                .startsWith("acknowledged, but not in the database: Message key-1 of user 1");
    }

    @Test
    void nothing_is_done_twice_or_by_halves_or_by_nobody() {
        stored(message("twice"), 7);
        stored(message("twice"), 8);
        rows.messages().put("without a key", List.of(new Rows.Row(9, 9, NOW)));
        message("without a key");
        rows.keys().put("1 " + message("without a row").key(), new Rows.Key(NOW, "{}"));
        rows.posts().put("by nobody", List.of(new Rows.Row(10, 10, NOW)));

        assertThat(truth().faults())
                .anyMatch(fault -> fault.startsWith("done 2 times"))
                .anyMatch(fault -> fault.startsWith("done, but its key was not committed"))
                .anyMatch(fault -> fault.startsWith("its key was committed, but not what it did"))
                .anyMatch(fault -> fault.startsWith("nobody wrote \"by nobody\""));
    }

    @Test
    void a_post_concerns_friends_and_a_wall_post_its_owner_and_they_share_the_author_s_order() {
        stored(ledger.begin(new Command.Post(ANN, Set.of(2L, 3L), "post")), 7);
        stored(ledger.begin(new Command.WallPost(ANN, CAT, "wall")), 8);

        assertThat(truth().events())
                .extracting(CommittedEvent::name, CommittedEvent::key, CommittedEvent::audience)
                .containsExactly(
                        Tuple.tuple(EventName.of(EventKind.POST, 7), "author 1", Set.of(2L, 3L)),
                        Tuple.tuple(EventName.of(EventKind.WALL_POST, 8), "author 1", Set.of(3L)));
    }

    @Test
    void a_comment_concerns_the_parent_s_author_unless_that_is_mentioned_or_its_writer() {
        assertThat(audiences(CAT, BEN, null)).containsExactly("COMMENT [2]");
        assertThat(audiences(CAT, BEN, ANN)).containsExactly("REPLY [1]", "COMMENT [2]");
        assertThat(audiences(CAT, BEN, BEN)).containsExactly("REPLY [2]");
        assertThat(audiences(BEN, BEN, ANN)).containsExactly("REPLY [1]");
        assertThat(audiences(BEN, BEN, null)).isEmpty();
    }

    @Test
    void friends_hear_of_the_request_and_of_its_acceptance() {
        stored(ledger.begin(new Command.Ask(BEN, ANN, 1)), "{\"request_id\": 17}");
        stored(ledger.begin(new Command.Accept(ANN, BEN, 2, 17)), "{}");
        stored(ledger.begin(new Command.Decline(ANN, CAT, 2, 18)), "{}");

        assertThat(truth().events())
                .containsExactly(
                        new CommittedEvent(
                                EventName.of(EventKind.FRIEND_REQUEST, 17),
                                "pair 1-2",
                                1,
                                Set.of(1L),
                                NOW,
                                "2 ben",
                                true),
                        new CommittedEvent(EventName.accepted(2, 1), "pair 1-2", 2, Set.of(2L), NOW, "1 ann", true));
    }

    @Test
    void in_the_second_part_events_may_come_twice() {
        ledger.expectRepeats();
        stored(message("hello"), 7);

        assertThat(truth().events()).extracting(CommittedEvent::once).containsExactly(false);
    }

    private List<String> audiences(Someone actor, Someone parent, @Nullable Someone mentioned) {
        Ledger own = new Ledger();
        Rows found = new Rows(new HashMap<>(), new HashMap<>(), new HashMap<>());
        Entry entry = own.begin(new Command.Comment(actor, 4, new Written(5, parent), mentioned, "comment"));
        found.posts().put("comment", List.of(new Rows.Row(6, 6, NOW)));
        found.keys().put(actor.id() + " " + entry.key(), new Rows.Key(NOW, "{}"));
        return Oracle.tell(found, own.entries()).events().stream()
                .map(event -> event.name().kind() + " " + event.audience())
                .toList();
    }

    private Entry message(String text) {
        return ledger.begin(new Command.Message(ANN, BEN, text));
    }

    private void stored(Entry entry, long id) {
        Rows.Row row = new Rows.Row(id, id, NOW);
        if (entry.command() instanceof Command.Message message) {
            rows.messages()
                    .computeIfAbsent(message.text(), text -> new ArrayList<>())
                    .add(row);
        } else if (entry.command() instanceof Command.Writing writing) {
            rows.posts().put(writing.text(), List.of(row));
        }
        stored(entry, "{\"id\": " + id + "}");
    }

    private void stored(Entry entry, String answer) {
        rows.keys().put(entry.command().actor().id() + " " + entry.key(), new Rows.Key(NOW, answer));
    }

    private Oracle.Truth truth() {
        return Oracle.tell(rows, ledger.entries());
    }

    private static JsonNode json(String text) {
        return ContractJson.mapper().readTree(text);
    }
}
