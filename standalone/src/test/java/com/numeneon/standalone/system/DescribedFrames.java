package com.numeneon.standalone.system;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The frames that {@code contracts/asyncapi.yaml} says a server sends, with their schemas closed: a member that is not
 * described is wrong. Safe for all threads.
 */
final class DescribedFrames {

    private static final Map<String, Schema> BY_TYPE = read();

    private DescribedFrames() {}

    /** The frame, or what is wrong with it in the form of a frame whose type nobody expects. */
    static JsonNode checked(JsonNode frame) {
        List<String> errors = errors(frame);
        if (errors.isEmpty()) {
            return frame;
        }
        ObjectNode wrong = ContractJson.mapper().createObjectNode();
        wrong.put("type", "not as contracts/asyncapi.yaml says").put("data", errors + " in " + frame);
        return wrong;
    }

    /** What is wrong with a frame, in sentences. */
    static List<String> errors(JsonNode frame) {
        Schema schema = BY_TYPE.get(frame.path("type").asString(""));
        if (schema == null) {
            return List.of("no frame of this type is described");
        }
        return schema.validate(frame).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static Map<String, Schema> read() {
        JsonNode document = document();
        close(document.path("components"));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Map<String, Schema> schemas = new HashMap<>();
        document.path("operations").path("pushFrames").path("messages").forEach(ref -> {
            JsonNode message = resolved(document, resolved(document, ref));
            ObjectNode payload = (ObjectNode) message.path("payload").deepCopy();
            payload.set("components", document.path("components"));
            schemas.put(message.path("name").asString(), registry.getSchema(payload));
        });
        return Map.copyOf(schemas);
    }

    private static JsonNode resolved(JsonNode document, JsonNode ref) {
        return document.at(ref.path("$ref").asString().substring(1));
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("properties").isObject()) {
            schema.put("additionalProperties", false);
        }
        node.forEach(DescribedFrames::close);
    }

    private static JsonNode document() {
        try (InputStream file = DescribedFrames.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
