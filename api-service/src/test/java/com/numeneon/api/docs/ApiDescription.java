package com.numeneon.api.docs;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The OpenAPI document: paths, methods, arguments and answers from the controllers of a running pod, texts and request
 * bodies from {@code src/openapi}. Decision record 074 says who contributes what.
 */
final class ApiDescription {

    private static final Path TEXTS = Path.of("src/openapi");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final List<String> OPERATION_ORDER = List.of(
            "operationId", "tags", "summary", "description", "security", "parameters", "requestBody", "responses");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    private ApiDescription() {}

    /** Of the code as it is now; starts a pod for it. */
    static ObjectNode generate() {
        try (ApiService pod = ApiService.anotherPod(Map.of(
                "springdoc.api-docs.enabled", "true",
                "springdoc.api-docs.version", "openapi_3_1",
                "springdoc.paths-to-exclude", "/docs/**",
                "springdoc.default-produces-media-type", "application/json",
                "springdoc.override-with-generic-response", "false"))) {
            ApiAnswer answer = TestUser.signUp(pod).client().get("/v3/api-docs");
            if (answer.status() != 200) {
                throw new IllegalStateException("springdoc: " + answer.status() + " " + answer.text());
            }
            List<Class<?>> records =
                    new ArrayList<>(pod.part(HandlerNotes.class).records());
            records.add(Problem.class);
            return document((ObjectNode) answer.json(), RecordSchemas.of(records));
        }
    }

    static String yaml(ObjectNode document) {
        return "# Made from the code: change that, or api-service/src/openapi, never this file.\n"
                + YAML.writeValueAsString(document);
    }

    private static ObjectNode document(ObjectNode found, Map<String, ObjectNode> schemas) {
        ObjectNode document = object().put("openapi", "3.1.0");
        document.putObject("info");
        document.putArray("servers").addObject().put("url", "/");
        document.putArray("tags");
        ObjectNode paths = document.putObject("paths");
        found.path("paths").propertyStream().forEach(path -> {
            ObjectNode operations = paths.putObject(publicPath(path.getKey()));
            path.getValue()
                    .propertyStream()
                    .forEach(operation -> operations.set(
                            operation.getKey(),
                            operation(publicPath(path.getKey()), operation.getKey(), operation.getValue())));
        });
        ObjectNode components = document.putObject("components");
        ObjectNode all = components.putObject("schemas");
        schemas.forEach(all::set);
        texts().forEach(text -> merge(document, text));
        // What several operations share are refusals.
        components
                .path("responses")
                .forEach(refusal -> ((ObjectNode) refusal)
                        .putObject("content")
                        .putObject(Problem.MEDIA_TYPE)
                        .set("schema", object().put("$ref", RecordSchemas.PREFIX + "Problem")));
        return ordered(document);
    }

    /** With snake_case placeholders and the slash, as {@code contracts/openapi.yaml} and the client write it. */
    private static String publicPath(String path) {
        String named = PLACEHOLDER
                .matcher(path)
                .replaceAll(name -> Matcher.quoteReplacement("{" + RecordSchemas.snakeCase(name.group(1)) + "}"));
        return named.endsWith("/") || named.endsWith(".json") ? named : named + "/";
    }

    private static ObjectNode operation(String path, String method, JsonNode found) {
        List<String> arguments = found.path(HandlerNotes.ARGUMENTS)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        boolean isPublic = found.path(HandlerNotes.PUBLIC).asBoolean();
        ObjectNode operation = object();
        ArrayNode security = operation.putArray("security");
        ArrayNode parameters = operation.putArray("parameters");
        ObjectNode responses = (ObjectNode) found.path("responses").deepCopy();
        operation.set("responses", responses);
        PLACEHOLDER.matcher(path).results().map(name -> name.group(1)).forEach(name -> parameters.add(inPath(name)));
        Stream.of("400", "406", "413", "500", "503").forEach(status -> refer(responses, status));
        if (!isPublic) {
            security.addObject().putArray("bearer");
            refer(responses, "401");
        }
        if (arguments.contains("JsonBody")) {
            refer(responses, "415");
        }
        if (arguments.contains("Paging")) {
            parameters.addObject().put("$ref", "#/components/parameters/limit");
            parameters.addObject().put("$ref", "#/components/parameters/before");
            ((ObjectNode) responses.path("200"))
                    .putObject("headers")
                    .putObject("Link")
                    .put("$ref", "#/components/headers/Link");
        }
        if (method.equals("post") && !isPublic) {
            parameters.addObject().put("$ref", "#/components/parameters/idempotency_key");
            responses
                    .propertyStream()
                    .filter(it -> it.getKey().startsWith("2"))
                    .forEach(it -> ((ObjectNode) it.getValue())
                            .putObject("headers")
                            .putObject("Idempotency-Replayed")
                            .put("$ref", "#/components/headers/IdempotencyReplayed"));
            refer(responses, "409");
            refer(responses, "422");
        }
        return operation;
    }

    private static ObjectNode inPath(String name) {
        ObjectNode parameter = object().put("name", name).put("in", "path").put("required", true);
        ObjectNode schema = parameter.putObject("schema");
        if (name.endsWith("id")) {
            schema.put("type", "integer").put("format", "int64").put("minimum", 0);
        } else {
            schema.put("type", "string");
        }
        return parameter;
    }

    private static void refer(ObjectNode responses, String status) {
        responses.putObject(status).put("$ref", "#/components/responses/" + status);
    }

    private static List<ObjectNode> texts() {
        try (Stream<Path> files = Files.list(TEXTS)) {
            return files.sorted()
                    .map(file -> (ObjectNode) YAML.readTree(file.toFile()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As RFC 7396: an object is merged, null removes, anything else replaces; but lists are joined. A path or an operation
     * that the code does not have is refused.
     */
    private static void merge(ObjectNode document, ObjectNode text) {
        text.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue().propertyStream().forEach(operation -> {
                    if (!document.path("paths").path(path.getKey()).has(operation.getKey())) {
                        throw new IllegalStateException(TEXTS + " describes what no controller serves: "
                                + operation.getKey() + " " + path.getKey());
                    }
                }));
        mergeObjects(document, text);
    }

    private static void mergeObjects(ObjectNode target, ObjectNode text) {
        text.propertyStream().toList().forEach(member -> {
            JsonNode old = target.path(member.getKey());
            if (member.getValue().isNull()) {
                target.remove(member.getKey());
            } else if (member.getValue() instanceof ObjectNode object && old instanceof ObjectNode into) {
                mergeObjects(into, object);
            } else if (member.getValue() instanceof ArrayNode array && old instanceof ArrayNode into) {
                into.addAll(array);
            } else {
                target.set(member.getKey(), member.getValue());
            }
        });
    }

    /** The same code always gives the same text. */
    private static ObjectNode ordered(ObjectNode document) {
        ObjectNode paths = (ObjectNode) document.path("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            ObjectNode operations = sorted(path.getValue(), Comparator.comparingInt(METHODS::indexOf));
            operations.propertyStream().forEach(entry -> {
                ObjectNode operation = sorted(entry.getValue(), Comparator.comparingInt(key -> position(key)));
                operation.set("responses", sorted(operation.path("responses"), Comparator.naturalOrder()));
                operations.set(entry.getKey(), operation);
            });
            path.setValue(operations);
        }
        document.set("paths", sorted(paths, Comparator.naturalOrder()));
        ObjectNode components = sorted(document.path("components"), Comparator.naturalOrder());
        components.propertyStream().forEach(kind -> kind.setValue(sorted(kind.getValue(), Comparator.naturalOrder())));
        document.set("components", components);
        return document;
    }

    private static int position(String key) {
        int known = OPERATION_ORDER.indexOf(key);
        return known < 0 ? OPERATION_ORDER.size() : known;
    }

    private static ObjectNode sorted(JsonNode object, Comparator<String> order) {
        ObjectNode sorted = object();
        object.propertyStream()
                .sorted(Map.Entry.comparingByKey(order))
                .forEach(member -> sorted.set(member.getKey(), member.getValue()));
        return sorted;
    }

    private static ObjectNode object() {
        return ContractJson.mapper().createObjectNode();
    }
}
