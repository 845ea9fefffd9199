package com.numeneon.contracts.golden;

import com.numeneon.contracts.event.EventType;
import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event as it looks in Kafka, and the frame that it becomes. The files lie in {@code /golden/events}, one for each
 * type and version; the tests of both services read them, so neither can drift away alone. A file is never changed once
 * released: a change of meaning is a new version beside it.
 *
 * @param recipients who gets the frame
 * @param frame the whole frame, null when the event gives none
 */
public record GoldenEvent(
        String topic,
        String key,
        Map<String, String> headers,
        JsonNode body,
        List<Long> recipients,
        @Nullable JsonNode frame) {

    /** A null in the file is a null here. */
    public GoldenEvent {
        frame = frame == null || frame.isNull() ? null : frame;
    }

    /** The body as record bytes. */
    public byte[] bodyBytes() {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static GoldenEvent of(EventType type) {
        String path = "/golden/events/" + type.wireName() + ".json";
        try (InputStream file = GoldenEvent.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("no golden file " + path);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that lies elsewhere, such as those of a former release. */
    public static GoldenEvent read(InputStream file) {
        return ContractJson.mapper().readValue(file, GoldenEvent.class);
    }

    /** One for each type, in the order of the catalogue. */
    public static List<GoldenEvent> all() {
        return Arrays.stream(EventType.values()).map(GoldenEvent::of).toList();
    }
}
