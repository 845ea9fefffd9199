package com.numeneon.standalone.system;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one event comes about and what it changes.
 *
 * @param posts that are looked at one by one
 * @param act makes the event; its result, the answer, says which entity it is about
 * @param frame to bob, null when nobody gets one
 * @param proof what makes sure, where there is no frame, that the pods have handled the event
 * @param changes from the answer to the lines of {@link Snapshot#changesTo}
 */
record Plot(
        List<Long> posts,
        Supplier<JsonNode> act,
        @Nullable ExpectedFrame frame,
        Runnable proof,
        Function<JsonNode, Set<String>> changes) {

    /** @param data from the answer and the lists fetched afterwards to what the frame must have said */
    record ExpectedFrame(String type, FrameData data) {}

    @FunctionalInterface
    interface FrameData {
        JsonNode of(JsonNode answer, Snapshot after, String message);
    }
}
