package com.numeneon.contracts.description;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code asyncapi.yaml}. With its schemas closed a member that is not described is wrong; those of a former release are as
 * they stand, as its readers ignore what they do not know.
 */
final class AsyncApi {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode asWritten;
    private final JsonNode checked;

    private AsyncApi(JsonNode asWritten, JsonNode checked) {
        this.asWritten = asWritten;
        this.checked = checked;
    }

    static AsyncApi read() {
        JsonNode document = read("/asyncapi.yaml");
        JsonNode closed = document.deepCopy();
        close(closed.path("components").path("schemas"));
        closed.path("components").path("messages").forEach(message -> close(message.path("payload")));
        return new AsyncApi(document, closed);
    }

    static AsyncApi ofRelease(String release) {
        JsonNode document = read("/released/" + release + "/asyncapi.yaml");
        return new AsyncApi(document, document);
    }

    private static JsonNode read(String path) {
        try (InputStream file = AsyncApi.class.getResourceAsStream(path)) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return asWritten;
    }

    JsonNode channel(String name) {
        return checked.path("channels").path(name);
    }

    /** A message of a channel. */
    JsonNode message(String channel, String name) {
        return resolved(channel(channel).path("messages").path(name));
    }

    /** What {@code $ref} points to, or the node itself. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? checked.at(node.path("$ref").asString().substring(1)) : node;
    }

    List<String> errors(JsonNode schema, JsonNode value) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", checked.path("components"));
        return registry.getSchema(whole).validate(value).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("properties").isObject()) {
            schema.put("additionalProperties", false);
        }
        node.forEach(AsyncApi::close);
    }
}
