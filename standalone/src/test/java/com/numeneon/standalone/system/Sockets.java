package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** All sockets of one person, at least one on each pod: each of them gets every frame. */
record Sockets(List<FrameSocket> all) implements AutoCloseable {

    static Sockets of(List<FrameSocket> all) {
        return new Sockets(List.copyOf(all));
    }

    /** The next frame, which is the same on every socket. */
    JsonNode next() {
        List<JsonNode> frames = all.stream().map(FrameSocket::next).toList();
        assertThat(frames).as("the next frame of each socket").allMatch(frames.getFirst()::equals);
        return frames.getFirst();
    }

    /** The {@code data} of the next frame, which must be of this type. */
    JsonNode next(String type) {
        JsonNode frame = next();
        assertThat(frame.get("type").asString()).as("type of %s", frame).isEqualTo(type);
        return frame.get("data");
    }

    @Override
    public void close() {
        all.forEach(FrameSocket::close);
    }
}
