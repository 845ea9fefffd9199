package com.numeneon.notification.testing;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** {@code contracts/asyncapi.yaml}. */
public final class AsyncApiFile {

    private AsyncApiFile() {}

    /** The entries of a table about the socket. */
    public static Stream<JsonNode> ofSocket(String table) {
        return read().path("channels").path("notifications").path(table).valueStream();
    }

    /** The payloads of the examples of messages. */
    public static Stream<JsonNode> examples(String... messages) {
        JsonNode described = read().path("components").path("messages");
        return Arrays.stream(messages)
                .flatMap(message -> described.path(message).path("examples").valueStream())
                .map(example -> example.path("payload"));
    }

    /** The members that a schema requires, in their order. */
    public static List<String> required(String schema) {
        return read().path("components")
                .path("schemas")
                .path(schema)
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static JsonNode read() {
        try (InputStream file = AsyncApiFile.class.getResourceAsStream("/asyncapi.yaml")) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return ContractJson.mapper().valueToTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
