package com.numeneon.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One object for Kubernetes.
 *
 * @param source where it stands, for messages
 */
record Manifest(String source, Node object) {

    /** Of every file below {@code k8s}. */
    static List<Manifest> ofFiles() throws IOException {
        List<Manifest> found = new ArrayList<>();
        for (Path file : Checkout.manifests()) {
            found.addAll(of(Checkout.file("").relativize(file).toString(), Files.readString(file)));
        }
        return found;
    }

    static List<Manifest> of(String source, String yaml) {
        return Checkout.documents(yaml).stream()
                .map(object -> new Manifest(source, object))
                .toList();
    }

    String kind() {
        return object.at("kind").text();
    }

    String name() {
        return object.at("metadata", "name").text();
    }

    /** Of Deployments and StatefulSets; empty for others. */
    Node podSpec() {
        return object.at("spec", "template", "spec");
    }

    Stream<Node> containers() {
        return Stream.of("containers", "initContainers")
                .flatMap(list -> podSpec().at(list).items());
    }

    boolean runsPods() {
        return podSpec().isPresent();
    }

    @Override
    public String toString() {
        return source + ": " + kind() + " " + name();
    }
}
