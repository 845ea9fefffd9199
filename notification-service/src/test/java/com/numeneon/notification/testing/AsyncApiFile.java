package com.numeneon.notification.testing;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
        try (InputStream file = AsyncApiFile.class.getResourceAsStream("/asyncapi.yaml")) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            JsonNode json = ContractJson.mapper().valueToTree(document);
            return json.path("channels").path("notifications").path(table).valueStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
