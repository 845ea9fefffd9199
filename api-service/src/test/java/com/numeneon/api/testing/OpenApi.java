package com.numeneon.api.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code contracts/openapi.yaml}, with its schemas closed: a member that is not described is wrong. Each schema is compiled
 * once. Safe for all threads.
 */
public final class OpenApi {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final OpenApi FILE = new OpenApi(read());

    private final ObjectNode document;
    private final List<Template> templates;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    private OpenApi(ObjectNode document) {
        this.document = document;
        this.templates = document.path("paths").propertyNames().stream()
                .map(Template::of)
                .sorted(Comparator.comparing(Template::path))
                .toList();
        document.path("components").path("schemas").forEach(OpenApi::close);
    }

    private record Template(String path, Pattern pattern) {

        static Template of(String path) {
            String literalFirst = path.replaceAll("\\{\\w+}", "[^/]+").replace(".", "\\.");
            return new Template(path, Pattern.compile(literalFirst));
        }
    }

    public static OpenApi file() {
        return FILE;
    }

    public JsonNode document() {
        return document;
    }

    /** The path item that a request for this address belongs to, with its placeholders; a literal one goes first. */
    public Optional<String> pathOf(String address) {
        String path = address.replaceFirst("[?#].*", "");
        String withSlash = path.endsWith("/") || path.endsWith(".json") ? path : path + "/";
        return templates.stream()
                .filter(template -> template.pattern().matcher(withSlash).matches())
                .map(Template::path)
                .min(Comparator.comparing((String it) -> it.contains("{")));
    }

    public JsonNode operation(String path, String method) {
        return document.path("paths").path(path).path(method);
    }

    /** What {@code $ref} points to, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    /** What is wrong with the value, in sentences. */
    public List<String> errors(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(OpenApi::close);
    }

    private static ObjectNode read() {
        try (InputStream file = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            return (ObjectNode) new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reference to a schema of the document. */
    public JsonNode schema(String name) {
        return document.objectNode().put("$ref", SCHEMAS + name);
    }
}
