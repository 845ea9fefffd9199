package com.numeneon.notification.replay;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.json.InstantText;
import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.eventlog.LoggedEvent;
import com.numeneon.notification.eventlog.Row;
import com.numeneon.notification.peers.PodTrail;
import com.numeneon.notification.trail.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * The answer, one JSON object a line: events as they are, and about the reading itself {@code window}, {@code progress},
 * {@code done} and {@code error}, each the only member of its line. For one thread. Throws when nobody listens any more.
 */
final class Lines {

    private static final JsonMapper JSON = ContractJson.mapper();
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private final OutputStream out;
    private final boolean revealed;

    /** Something that shows whoever listens that it goes on. */
    @FunctionalInterface
    interface Beat {
        void beat() throws IOException;
    }

    /** @param revealed whether frames are shown as they are */
    Lines(OutputStream out, boolean revealed) {
        this.out = out;
        this.revealed = revealed;
    }

    /** @param trail null when nobody is asked about, or nothing was to be pushed */
    void event(Row row, @Nullable List<RowTrails.OfPod> trail) throws IOException {
        LoggedEvent logged = row.logged();
        ObjectNode line = JSON.createObjectNode()
                .put("time", InstantText.of(logged.time()))
                .put("topic", logged.topic().topicName())
                .put("partition", logged.partition())
                .put("offset", logged.offset())
                .put("event_id", logged.headers().eventId())
                .put("type", logged.headers().type())
                .put("key", logged.key())
                .put("trace_id", traceId(logged.headers().traceparent()));
        line.set("recipients", recipients(row.recipients()));
        if (row.frame() == null) {
            line.putNull("frame");
        } else {
            // Not read and written again: to the letter what live sends.
            line.putRawValue("frame", new RawValue(revealed ? row.frame() : Mask.hide(row.frame())));
        }
        line.put("reason", row.reason() == null ? null : row.reason().text());
        line.set("trail", trail(trail));
        write(line);
    }

    /**
     * @param user null when nobody is asked about
     * @param pods that were asked what they did
     */
    void window(Question question, @Nullable Long user, EventLog.Window window, List<PodTrail> pods)
            throws IOException {
        write(JSON.createObjectNode()
                .set(
                        "window",
                        JSON.createObjectNode()
                                .put("since", InstantText.of(question.since()))
                                .put("until", text(question.until()))
                                .put("kept_since", text(window.keptSince()))
                                .put("records", window.records())
                                .put("user_id", user)
                                .set("pods", pods(pods))));
        out.flush();
    }

    void progress(long scanned, long of, @Nullable Instant time) throws IOException {
        ObjectNode progress =
                JSON.createObjectNode().put("scanned", scanned).put("of", of).put("time", text(time));
        write(JSON.createObjectNode().set("progress", progress));
        out.flush();
    }

    void delivering(UUID replayId, int events) throws IOException {
        write(JSON.createObjectNode()
                .set(
                        "delivering",
                        JSON.createObjectNode()
                                .put("replay_id", replayId.toString())
                                .put("events", events)));
        out.flush();
    }

    void delivered(String pod, @Nullable String eventId, int sockets, int skipped, Instant time) throws IOException {
        write(JSON.createObjectNode()
                .set(
                        "delivered",
                        JSON.createObjectNode()
                                .put("event_id", eventId)
                                .put("pod", pod)
                                .put("sockets", sockets)
                                .put("skipped", skipped)
                                .put("time", text(time))));
        out.flush();
    }

    /** A pod has its part not done, or not all of it. */
    void undelivered(String pod, String sentence) throws IOException {
        write(JSON.createObjectNode()
                .set("undelivered", JSON.createObjectNode().put("pod", pod).put("error", sentence)));
        out.flush();
    }

    /**
     * @param found whether the event or message that was asked for is among the rows; null when none was
     * @param delivered frames that went out again; null when none were to
     */
    void done(long scanned, long shown, boolean limitReached, @Nullable Boolean found, @Nullable Long delivered)
            throws IOException {
        write(JSON.createObjectNode()
                .set(
                        "done",
                        JSON.createObjectNode()
                                .put("scanned", scanned)
                                .put("shown", shown)
                                .put("limit_reached", limitReached)
                                .put("found", found)
                                .put("delivered", delivered)));
        out.flush();
    }

    void error(String sentence) throws IOException {
        write(JSON.createObjectNode().put("error", sentence));
        out.flush();
    }

    void flush() throws IOException {
        out.flush();
    }

    private void write(ObjectNode line) throws IOException {
        out.write(JSON.writeValueAsBytes(line));
        out.write('\n');
    }

    private static JsonNode recipients(@Nullable List<Long> users) {
        if (users == null) {
            return JSON.nullNode();
        }
        ArrayNode ids = JSON.createArrayNode();
        users.forEach(ids::add);
        return ids;
    }

    private static JsonNode pods(List<PodTrail> pods) {
        ArrayNode all = JSON.createArrayNode();
        for (PodTrail pod : pods) {
            all.addObject()
                    .put("pod", pod.pod())
                    .put(
                            "remembers_since",
                            pod.outcomes() == null ? null : text(pod.outcomes().since()))
                    .put("error", pod.error());
        }
        return all;
    }

    private static JsonNode trail(@Nullable List<RowTrails.OfPod> trail) {
        if (trail == null) {
            return JSON.nullNode();
        }
        ArrayNode all = JSON.createArrayNode();
        for (RowTrails.OfPod of : trail) {
            ArrayNode steps = all.addObject()
                    .put("pod", of.pod())
                    .put("session", of.outcome().session())
                    .put("outcome", of.outcome().words())
                    .putArray("steps");
            for (Step step : of.outcome().steps()) {
                steps.addObject()
                        .put("time", InstantText.of(step.time()))
                        .put("step", step.kind().word())
                        .put("code", step.code() == 0 ? null : Integer.valueOf(step.code()));
            }
        }
        return all;
    }

    private static @Nullable String traceId(@Nullable String traceparent) {
        Matcher parts = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return parts.matches() ? parts.group(1) : null;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : InstantText.of(time);
    }
}
