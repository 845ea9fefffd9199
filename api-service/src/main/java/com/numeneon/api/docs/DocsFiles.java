package com.numeneon.api.docs;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The files of the page, and no others: a name is looked up, never a path. Each is read from the class path when it is
 * first asked for, and kept. Safe for all threads.
 */
@Component
final class DocsFiles {

    private static final String OPENAPI = "/openapi.yaml";
    private static final String OPENAPI_AS_JSON = "openapi.json";
    private static final MediaType YAML = MediaType.valueOf("application/yaml;charset=UTF-8");
    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
    private static final MediaType CSS = MediaType.valueOf("text/css;charset=UTF-8");
    private static final MediaType SCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");

    private record Source(String resource, MediaType type) {}

    private final Map<String, Source> sources;
    private final Map<String, DocsFile> read = new ConcurrentHashMap<>();

    DocsFiles() {
        String ui = "/META-INF/resources/webjars/swagger-ui/" + uiVersion() + "/";
        this.sources = Map.of(
                "index.html",
                new Source("/docs/index.html", HTML),
                "page.js",
                new Source("/docs/page.js", SCRIPT),
                "swagger-ui.css",
                new Source(ui + "swagger-ui.css", CSS),
                "swagger-ui-bundle.js",
                new Source(ui + "swagger-ui-bundle.js", SCRIPT),
                "favicon-32x32.png",
                new Source(ui + "favicon-32x32.png", MediaType.IMAGE_PNG),
                "openapi.yaml",
                new Source(OPENAPI, YAML),
                OPENAPI_AS_JSON,
                new Source(OPENAPI, MediaType.APPLICATION_JSON),
                "asyncapi.yaml",
                new Source("/asyncapi.yaml", YAML));
    }

    Optional<DocsFile> find(String name) {
        return Optional.ofNullable(sources.get(name))
                .map(source -> read.computeIfAbsent(name, missing -> read(name, source)));
    }

    private static DocsFile read(String name, Source source) {
        byte[] bytes = bytes(source.resource());
        return new DocsFile(source.type(), name.equals(OPENAPI_AS_JSON) ? json(bytes) : bytes);
    }

    private static byte[] json(byte[] yaml) {
        Object document =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(yaml, StandardCharsets.UTF_8));
        return ContractJson.mapper().writeValueAsBytes(document);
    }

    /** The library's folder has its version in its name. */
    private static String uiVersion() {
        Properties library = new Properties();
        try (InputStream file = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            library.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return library.getProperty("version");
    }

    private static byte[] bytes(String resource) {
        try (InputStream file = open(resource)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream file = DocsFiles.class.getResourceAsStream(resource);
        if (file == null) {
            throw new IllegalStateException("not on the class path: " + resource);
        }
        return file;
    }
}
