package com.numeneon.notification.stream;

import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.frame.FrameCodec;
import com.numeneon.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * An event that brings a frame, where it was read and whom it goes to. The frame is JSON already: however many sockets get
 * it, now or later, it is written once. Immutable.
 */
public final class StreamEvent {

    /** Of this object and its place in the window, beside the text and the recipients; measured on a 64-bit JVM. */
    private static final int OVERHEAD_BYTES = 200;

    private final Topic topic;
    private final int partition;
    private final long offset;
    private final UUID id;
    private final Instant time;
    private final long[] recipients;
    private final String frameType;
    private final String frame;
    private final int frameBytes;

    /**
     * @param id of the event, the same in every repetition
     * @param time when it was written, before its commit
     * @param recipients users, in any order
     */
    public StreamEvent(
            Topic topic, int partition, long offset, UUID id, Instant time, List<Long> recipients, Frame frame) {
        byte[] json = FrameCodec.encode(frame);
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.id = id;
        this.time = time;
        this.recipients =
                recipients.stream().mapToLong(Long::longValue).sorted().toArray();
        this.frameType = frame.frameType();
        this.frame = new String(json, StandardCharsets.UTF_8);
        this.frameBytes = json.length;
    }

    Topic topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    public UUID id() {
        return id;
    }

    public Instant time() {
        return time;
    }

    public long[] recipients() {
        return recipients.clone();
    }

    public int recipientCount() {
        return recipients.length;
    }

    public boolean isFor(long user) {
        return Arrays.binarySearch(recipients, user) >= 0;
    }

    public String frameType() {
        return frameType;
    }

    /** The JSON of the frame as a client gets it that asked for no cursor. */
    public String frame() {
        return frame;
    }

    /** Length of {@link #frame} in UTF-8. */
    public int frameBytes() {
        return frameBytes;
    }

    /** What remembering it takes, about. */
    public int memoryBytes() {
        // A text with a character beyond Latin-1 takes two bytes for each.
        int text = frameBytes == frame.length() ? frame.length() : 2 * frame.length();
        return OVERHEAD_BYTES + text + Long.BYTES * recipients.length;
    }
}
