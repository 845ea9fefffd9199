package com.numeneon.standalone.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * All parts of the system, in the order in which they are started; they are stopped in the reverse order, those of one
 * layer together. Safe for all threads; {@link #start} is called once.
 */
final class Supervisor {

    private final List<List<Part>> layers;
    private final Duration patience;

    /** @param patience how long each layer may take to end in order before it is killed */
    Supervisor(List<List<Part>> layers, Duration patience) {
        this.layers = layers;
        this.patience = patience;
    }

    void start() {
        layers.forEach(layer -> layer.forEach(Part::start));
    }

    /** Completes when every part has been ready once. */
    CompletableFuture<Void> allReady() {
        return CompletableFuture.allOf(parts().stream().map(Part::firstReady).toArray(CompletableFuture<?>[]::new));
    }

    /** Completes with the first part that cannot be kept running. */
    CompletableFuture<Part> givenUp() {
        var first = new CompletableFuture<Part>();
        parts().forEach(part -> part.givenUp().thenAccept(first::complete).exceptionally(e -> null));
        return first;
    }

    /** Returns when no process of any part is left. */
    void stop() {
        for (List<Part> layer : layers.reversed()) {
            List<Thread> stops = layer.stream()
                    .map(part -> Thread.ofPlatform().start(() -> stop(part)))
                    .toList();
            stops.forEach(Supervisor::join);
        }
    }

    private void stop(Part part) {
        try {
            part.stop(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        layers.forEach(parts::addAll);
        return parts;
    }
}
