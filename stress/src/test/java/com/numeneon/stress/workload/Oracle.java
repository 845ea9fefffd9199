package com.numeneon.stress.workload;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.stress.checker.CommittedEvent;
import com.numeneon.stress.checker.EventKind;
import com.numeneon.stress.checker.EventName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was committed, by the rows of the database alone, and whom it concerns, by the contract: nothing here has seen an
 * event of the product. Pure; used once by one thread.
 */
public final class Oracle {

    private final Rows rows;
    private final List<CommittedEvent> events = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private Oracle(Rows rows) {
        this.rows = rows;
    }

    /**
     * @param faults what the database should not look like: an acknowledged command without its row, one that was done
     *     twice, something that nobody asked for
     */
    public record Truth(List<CommittedEvent> events, List<String> faults) {}

    public static Truth tell(Rows rows, Collection<Entry> entries) {
        Oracle oracle = new Oracle(rows);
        Map<String, Entry> writers = new HashMap<>();
        for (Entry entry : entries) {
            text(entry).ifPresent(text -> writers.put(text, entry));
            oracle.tell(entry);
        }
        rows.texts().stream()
                .filter(text -> !writers.containsKey(text))
                .forEach(text -> oracle.faults.add("nobody wrote \"" + text + "\""));
        return new Truth(List.copyOf(oracle.events), List.copyOf(oracle.faults));
    }

    private static Optional<String> text(Entry entry) {
        return switch (entry.command()) {
            case Command.Message message -> Optional.of(message.text());
            case Command.Writing writing -> Optional.of(writing.text());
            case Command.FriendStep step -> Optional.empty();
        };
    }

    private void tell(Entry entry) {
        Rows.@Nullable Key key = rows.key(entry);
        boolean keyed = !(entry.command() instanceof Command.Remove);
        if (keyed && entry.answer().isPresent() && key == null) {
            faults.add("acknowledged, but not in the database: " + entry);
        }
        switch (entry.command()) {
            case Command.Message message -> {
                Rows.Row row = theRow(entry, rows.messages(message.text()), key);
                if (row != null) {
                    String conversation = "conversation " + pair(message.actor(), message.receiver());
                    add(
                            entry,
                            row,
                            EventKind.MESSAGE,
                            conversation,
                            Set.of(message.receiver().id()),
                            message.text());
                }
            }
            case Command.Writing writing -> {
                Rows.Row row = theRow(entry, rows.posts(writing.text()), key);
                if (row != null) {
                    writing(entry, writing, row);
                }
            }
            case Command.FriendStep step -> {
                if (key != null) {
                    friends(entry, step, key);
                }
            }
        }
    }

    private void writing(Entry entry, Command.Writing writing, Rows.Row row) {
        String author = "author " + writing.actor().id();
        switch (writing) {
            case Command.Post post -> add(entry, row, EventKind.POST, author, post.friends(), post.text());
            case Command.WallPost post ->
                add(entry, row, EventKind.WALL_POST, author, Set.of(post.owner().id()), post.text());
            case Command.Comment comment -> {
                String thread = "thread " + comment.rootId();
                Someone mentioned = comment.mentioned();
                Someone parent = comment.parent().author();
                if (mentioned != null) {
                    add(entry, row, EventKind.REPLY, thread, Set.of(mentioned.id()), comment.text());
                }
                if (!parent.equals(mentioned) && !parent.equals(comment.actor())) {
                    add(entry, row, EventKind.COMMENT, thread, Set.of(parent.id()), comment.text());
                }
            }
        }
    }

    private void friends(Entry entry, Command.FriendStep step, Rows.Key key) {
        Someone actor = step.actor();
        Someone other = step.other();
        String text = actor.id() + " " + actor.name();
        EventName name = switch (step) {
            case Command.Ask ask -> EventName.of(EventKind.FRIEND_REQUEST, requestId(key));
            case Command.Accept accept -> EventName.accepted(other.id(), actor.id());
            case Command.Decline decline -> null;
            case Command.Remove remove -> null;
        };
        if (name != null) {
            String pair = "pair " + pair(actor, other);
            events.add(new CommittedEvent(
                    name, pair, step.step(), Set.of(other.id()), key.createdAt(), text, entry.once()));
        }
    }

    private static long requestId(Rows.Key key) {
        JsonNode answer = ContractJson.mapper().readTree(key.body());
        return answer.get("request_id").asLong();
    }

    private void add(Entry entry, Rows.Row row, EventKind kind, String key, Set<Long> audience, String text) {
        Instant at = row.createdAt();
        String shown = entry.command().actor().id() + " " + text;
        events.add(
                new CommittedEvent(EventName.of(kind, row.id()), key, row.place(), audience, at, shown, entry.once()));
    }

    private Rows.@Nullable Row theRow(Entry entry, List<Rows.Row> found, Rows.@Nullable Key key) {
        if (found.size() > 1) {
            faults.add("done " + found.size() + " times: " + entry);
        }
        if (found.isEmpty()) {
            if (key != null) {
                faults.add("its key was committed, but not what it did: " + entry);
            }
            return null;
        }
        Rows.Row row = found.getFirst();
        if (key == null) {
            faults.add("done, but its key was not committed: " + entry);
        }
        if (entry.answer().map(body -> body.get("id").asLong() != row.id()).orElse(false)) {
            faults.add("has the id " + row.id() + ", but was answered with another: " + entry);
        }
        return row;
    }

    private static String pair(Someone one, Someone other) {
        return Math.min(one.id(), other.id()) + "-" + Math.max(one.id(), other.id());
    }
}
