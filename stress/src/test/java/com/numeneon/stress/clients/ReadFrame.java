package com.numeneon.stress.clients;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.stress.checker.EventKind;
import com.numeneon.stress.checker.EventName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A frame as its text says. */
record ReadFrame(
        String type,
        JsonNode data,
        @Nullable String cursor,
        @Nullable String eventId) {

    static ReadFrame of(String text) {
        JsonNode frame = ContractJson.mapper().readTree(text);
        return new ReadFrame(
                frame.get("type").asString(), frame.path("data"), text(frame, "cursor"), text(frame, "event_id"));
    }

    private static @Nullable String text(JsonNode frame, String member) {
        return frame.has(member) ? frame.get(member).asString() : null;
    }

    /** Which event it tells of; empty when of none. */
    Optional<EventName> event(long receiverId) {
        return EventKind.ofFrame(type).map(kind -> switch (kind) {
            case MESSAGE, POST -> name(kind, data.get("id"));
            case WALL_POST -> name(kind, data.get("post_id"));
            case COMMENT -> name(kind, data.get("comment").get("id"));
            case REPLY -> name(kind, data.get("reply").get("id"));
            case FRIEND_REQUEST -> name(kind, data.get("request_id"));
            case FRIEND_ACCEPTED ->
                EventName.accepted(receiverId, data.get("friend").get("id").asLong());
        });
    }

    private static EventName name(EventKind kind, JsonNode id) {
        return EventName.of(kind, id.asLong());
    }

    /** Who did it, and what it shows. */
    String shown() {
        return EventKind.ofFrame(type)
                .map(kind -> switch (kind) {
                    case MESSAGE -> shown("sender", data.get("content"));
                    case POST -> shown("author", data.get("content"));
                    case WALL_POST -> shown("author", data.get("post").get("content"));
                    case COMMENT -> shown("commenter", data.get("comment").get("content"));
                    case REPLY -> shown("replier", data.get("reply").get("content"));
                    case FRIEND_REQUEST ->
                        shown("from_user", data.get("from_user").get("username"));
                    case FRIEND_ACCEPTED -> shown("friend", data.get("friend").get("username"));
                })
                .orElse("");
    }

    private String shown(String actor, JsonNode content) {
        return data.get(actor).get("id").asLong() + " " + content.asString();
    }
}
