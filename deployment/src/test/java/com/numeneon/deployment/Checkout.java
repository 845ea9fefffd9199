package com.numeneon.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Finds and reads the files of this checkout. */
final class Checkout {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Checkout() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    static String text(String path) throws IOException {
        return Files.readString(file(path));
    }

    /** As YAML 1.1, which is what kubectl and compose read: 0440 is a number to the base of eight. */
    static List<Node> documents(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(strict)).loadAll(yaml).spliterator(), false)
                .map(Node::new)
                .toList();
    }

    /** Those below {@code k8s}, without kustomize's own. */
    static List<Path> manifests() throws IOException {
        return yamlFiles().filter(path -> !path.endsWith("kustomization.yaml")).toList();
    }

    static List<Path> overlays() throws IOException {
        try (Stream<Path> folders = Files.list(file("k8s/overlays"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Stream<Path> yamlFiles() throws IOException {
        try (Stream<Path> all = Files.walk(file("k8s"))) {
            return all.filter(path -> path.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }
}
