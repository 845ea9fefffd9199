package com.numeneon.notification.redelivery;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.json.InstantText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a pod reports of a re-delivery while it runs, one JSON object a line. */
sealed interface Report {

    /**
     * One event had its turn.
     *
     * @param eventId null when the log has it no more, or this pod had no socket for it and did not look
     * @param sockets that get it
     * @param skipped that do not: they catch up, or have little room
     */
    record Delivered(Order.Event event, @Nullable String eventId, int sockets, int skipped, Instant time)
            implements Report {}

    /** Nothing more comes. */
    record Done(long frames) implements Report {}

    /** Nothing more comes, and not all was done. */
    record Failed(String sentence) implements Report {}

    /** Throws when nobody listens any more. */
    default void writeTo(OutputStream out) throws IOException {
        JsonMapper json = ContractJson.mapper();
        ObjectNode line = json.createObjectNode();
        switch (this) {
            case Delivered delivered ->
                line.putObject("delivered")
                        .put("topic", delivered.event().topic())
                        .put("partition", delivered.event().partition())
                        .put("offset", delivered.event().offset())
                        .put("event_id", delivered.eventId())
                        .put("sockets", delivered.sockets())
                        .put("skipped", delivered.skipped())
                        .put("time", InstantText.of(delivered.time()));
            case Done done -> line.putObject("done").put("frames", done.frames());
            case Failed failed -> line.put("error", failed.sentence());
        }
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
        out.flush();
    }

    /** Empty for a line of another kind, and for one that makes no sense. */
    static Optional<Report> read(String line) {
        try {
            JsonNode json = ContractJson.mapper().readTree(line);
            if (json.has("error")) {
                return Optional.of(new Failed(json.path("error").asString("")));
            }
            if (json.has("done")) {
                return Optional.of(new Done(json.path("done").path("frames").asLong(0)));
            }
            JsonNode delivered = json.required("delivered");
            return Optional.of(new Delivered(
                    new Order.Event(
                            delivered.path("topic").asString(""),
                            delivered.path("partition").asInt(-1),
                            delivered.path("offset").asLong(-1)),
                    delivered.path("event_id").stringValue(null),
                    delivered.path("sockets").asInt(0),
                    delivered.path("skipped").asInt(0),
                    Instant.parse(delivered.path("time").asString(""))));
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }
}
