package com.numeneon.notification.sessions;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.notification.stream.Cursor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@link SessionRecord} to Kafka's key and body and back. Pure functions, safe for all threads. */
public final class SessionRecordCodec {

    /** Never an exception: one bad record must not stop a consumer. */
    public sealed interface Decoded {
        record Known(SessionRecord record) implements Decoded {}

        /** Of a newer build. */
        record UnknownType(String type) implements Decoded {}

        record Undecodable(String reason) implements Decoded {}
    }

    private static final String SESSION = "session:";
    private static final String POD = "pod:";
    private static final JsonMapper MAPPER = ContractJson.mapper();

    private SessionRecordCodec() {}

    static String key(SessionRecord record) {
        return switch (record) {
            case SessionRecord.Opened opened -> SESSION + opened.socket().session();
            case SessionRecord.Closed closed -> SESSION + closed.session();
            case SessionRecord.Ended ended -> SESSION + ended.session();
            case SessionRecord.PodReport report -> POD + report.pod();
            case SessionRecord.PodLost lost -> POD + lost.pod();
            case SessionRecord.PodEnded ended -> POD + ended.pod();
        };
    }

    /** Null for a tombstone. */
    static byte @Nullable [] body(SessionRecord record) {
        ObjectNode json = MAPPER.createObjectNode();
        switch (record) {
            case SessionRecord.Opened opened ->
                json.put("type", "opened")
                        .put("user_id", opened.socket().user())
                        .put("jti", opened.socket().tokenId())
                        .put("pod", opened.pod())
                        .put("position", opened.socket().position().text())
                        .put("cursors", opened.socket().cursors())
                        .put("again", opened.again());
            case SessionRecord.Closed closed -> {
                json.put("type", "closed")
                        .put("user_id", closed.user())
                        .put("jti", closed.tokenId())
                        .put("pod", closed.pod());
                if (closed.position() != null) {
                    json.put("position", closed.position().text());
                }
                json.put("read", closed.read());
            }
            case SessionRecord.PodReport report -> {
                json.put("type", "pod").put("lowest", report.lowest().text());
                ObjectNode behind = json.putObject("behind");
                report.behind().forEach((session, position) -> behind.put(session, position.text()));
                json.put("read", report.read());
            }
            case SessionRecord.PodLost lost ->
                json.put("type", "lost").put("by", lost.by()).put("heard", lost.heard());
            case SessionRecord.Ended ended -> {
                return null;
            }
            case SessionRecord.PodEnded ended -> {
                return null;
            }
        }
        return MAPPER.writeValueAsBytes(json);
    }

    public static Decoded decode(@Nullable String key, byte @Nullable [] body) {
        if (key != null && key.startsWith(SESSION)) {
            return decoded(key.substring(SESSION.length()), body, SessionRecordCodec::ofSession);
        }
        if (key != null && key.startsWith(POD)) {
            return decoded(key.substring(POD.length()), body, SessionRecordCodec::ofPod);
        }
        return new Decoded.UnknownType("another key");
    }

    @FunctionalInterface
    private interface Reading {
        /** Null for an unknown type; throws IllegalArgumentException for what misses something. */
        @Nullable
        SessionRecord of(String id, @Nullable String type, JsonNode json);
    }

    private static Decoded decoded(String id, byte @Nullable [] body, Reading reading) {
        try {
            JsonNode json = body == null ? MAPPER.nullNode() : MAPPER.readTree(body);
            @Nullable String type = body == null ? null : text(json, "type");
            @Nullable SessionRecord record = reading.of(id, type, json);
            return record == null ? new Decoded.UnknownType(String.valueOf(type)) : new Decoded.Known(record);
        } catch (JacksonException e) {
            return new Decoded.Undecodable("no JSON");
        } catch (IllegalArgumentException e) {
            return new Decoded.Undecodable(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable SessionRecord ofSession(String session, @Nullable String type, JsonNode json) {
        if (type == null) {
            return new SessionRecord.Ended(session);
        }
        return switch (type) {
            case "opened" ->
                new SessionRecord.Opened(
                        new SocketOpening(
                                session,
                                number(json, "user_id"),
                                text(json, "jti"),
                                cursor(json, "position"),
                                flag(json, "cursors")),
                        text(json, "pod"),
                        flag(json, "again"));
            case "closed" ->
                new SessionRecord.Closed(
                        session,
                        number(json, "user_id"),
                        text(json, "jti"),
                        text(json, "pod"),
                        json.has("position") ? cursor(json, "position") : null,
                        number(json, "read"));
            default -> null;
        };
    }

    private static @Nullable SessionRecord ofPod(String pod, @Nullable String type, JsonNode json) {
        if (type == null) {
            return new SessionRecord.PodEnded(pod);
        }
        return switch (type) {
            case "pod" -> new SessionRecord.PodReport(pod, cursor(json, "lowest"), behind(json), number(json, "read"));
            case "lost" -> new SessionRecord.PodLost(pod, text(json, "by"), number(json, "heard"));
            default -> null;
        };
    }

    private static Map<String, Cursor> behind(JsonNode json) {
        Map<String, Cursor> behind = new HashMap<>();
        JsonNode members = json.path("behind");
        members.propertyNames().forEach(session -> behind.put(session, cursor(members, session)));
        return behind;
    }

    private static Cursor cursor(JsonNode json, String name) {
        return Cursor.parse(text(json, name)).orElseThrow(() -> new IllegalArgumentException(name + " is no cursor"));
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value.stringValue();
    }

    private static long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value.longValue();
    }

    private static boolean flag(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value.booleanValue();
    }
}
