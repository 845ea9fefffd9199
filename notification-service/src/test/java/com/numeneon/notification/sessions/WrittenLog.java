package com.numeneon.notification.sessions;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topic as a list, read at once by the tables of several pods. Every socket is of one browser, unless said otherwise. */
final class WrittenLog {

    static final String BROWSER = "browser";

    record Written(long offset, Instant time, SessionRecord record) {}

    private final Map<String, SessionTable> tables = new LinkedHashMap<>();
    private final List<Written> records = new ArrayList<>();
    private final Map<String, List<Decision>> decisions = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-11-22T15:00:00Z");

    WrittenLog(String... pods) {
        for (String pod : pods) {
            tables.put(pod, new SessionTable(pod));
            decisions.put(pod, new ArrayList<>());
        }
    }

    /** One partition is enough here. */
    static Cursor at(long offset) {
        return new Cursor(7, StreamPosition.START.with(Topic.MESSAGES, 0, offset));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The offset of the next record: a pod that says that it has read up to here knows all so far. */
    long end() {
        return records.size();
    }

    List<Written> records() {
        return records;
    }

    SessionTable table(String pod) {
        SessionTable table = tables.get(pod);
        if (table == null) {
            throw new IllegalArgumentException(pod);
        }
        return table;
    }

    void write(SessionRecord record) {
        Written written = new Written(end(), now, record);
        records.add(written);
        tables.forEach((pod, table) -> {
            List<Decision> made = table.accept(written.offset(), written.time(), record);
            decisions.getOrDefault(pod, List.of()).addAll(made);
        });
    }

    void opens(String pod, String session, long position) {
        opens(pod, session, BROWSER, position);
    }

    void opens(String pod, String session, String browser, long position) {
        write(new SessionRecord.Opened(new SocketOpening(session, 9, browser, at(position), false), pod, false));
    }

    void opensWithCursors(String pod, String session, long position) {
        write(new SessionRecord.Opened(new SocketOpening(session, 9, BROWSER, at(position), true), pod, false));
    }

    void opensAgain(String pod, String session, long position) {
        write(new SessionRecord.Opened(new SocketOpening(session, 9, BROWSER, at(position), false), pod, true));
    }

    void drops(String pod, String session, long position) {
        drops(pod, session, at(position), end());
    }

    void drops(String pod, String session, @Nullable Cursor position, long read) {
        write(new SessionRecord.Closed(session, 9, BROWSER, pod, position, read));
    }

    void ends(String session) {
        write(new SessionRecord.Ended(session));
    }

    void reports(String pod, long lowest) {
        reports(pod, lowest, Map.of(), end());
    }

    void reports(String pod, long lowest, Map<String, Cursor> behind, long read) {
        write(new SessionRecord.PodReport(pod, at(lowest), behind, read));
    }

    void losesPod(String pod, String by) {
        write(new SessionRecord.PodLost(pod, by, table(by).lastOf(pod)));
    }

    /** What the pod was told to do since this was asked last. */
    List<Decision> decisionsOf(String pod) {
        List<Decision> made = decisions.getOrDefault(pod, List.of());
        List<Decision> since = List.copyOf(made);
        made.clear();
        return since;
    }

    static Decision begin(String session) {
        return new Decision.Begin(session, null);
    }

    static Decision begin(String session, String claim, long position) {
        return new Decision.Begin(session, new Decision.Taken(claim, 9, at(position)));
    }

    static Decision fill(String session, String claim, long position) {
        return new Decision.Fill(session, new Decision.Taken(claim, 9, at(position)));
    }

    static Decision share(String session, String claim, long position) {
        return new Decision.Share(session, new Decision.Taken(claim, 9, at(position)));
    }
}
