package com.numeneon.benchmarks.micro;

import com.numeneon.contracts.envelope.DecodedEvent;
import com.numeneon.contracts.envelope.EncodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.envelope.EventEnvelope;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.event.PostPublished;
import com.numeneon.contracts.frame.Frame;
import com.numeneon.contracts.frame.FrameCodec;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.contracts.user.UserRef;
import com.numeneon.notification.delivery.Delivery;
import com.numeneon.notification.stream.StreamEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one event costs: writing it, reading it, finding out what it gives to whom, and writing the frame. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBenchmark {

    private static final Instant TIME = Instant.parse("2026-11-22T15:04:05.123456Z");
    private static final UUID ID = UUID.fromString("01920000-0000-7000-8000-000000000001");

    /** A message has one recipient; a post as many as its author has friends. */
    @Param({"message", "post500", "post5000"})
    public String kind = "message";

    private EventEnvelope envelope;
    private EncodedEvent encoded;
    private DomainEvent event;
    private Delivery.Push push;

    @Setup
    public void make() {
        UserRef author = new UserRef(7, "somebody", "Some", "Body", "https://pics.example/somebody.png");
        String content = "x".repeat(100);
        event = kind.equals("message")
                ? new MessageSent(1, 2, 3, author, 8, content, TIME, List.of(8L))
                : new PostPublished(
                        1,
                        author,
                        "thoughts",
                        content,
                        null,
                        TIME,
                        LongStream.rangeClosed(1, Long.parseLong(kind.substring(4)))
                                .boxed()
                                .toList());
        envelope = new EventEnvelope(ID, TIME, event, 9L, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        encoded = EventCodec.encode(envelope);
        push = (Delivery.Push) Delivery.of(event);
    }

    @Benchmark
    public EncodedEvent encodeEvent() {
        return EventCodec.encode(envelope);
    }

    @Benchmark
    public DecodedEvent decodeEvent() {
        return EventCodec.decode(encoded.headers(), encoded.body());
    }

    @Benchmark
    public Delivery route() {
        return Delivery.of(event);
    }

    @Benchmark
    public byte[] encodeFrame() {
        return FrameCodec.encode(push.frame());
    }

    /** From a record's bytes to what a pod's sockets take. */
    @Benchmark
    public Object routeRecord() {
        DecodedEvent decoded = EventCodec.decode(encoded.headers(), encoded.body());
        DomainEvent read = ((DecodedEvent.Known) decoded).envelope().event();
        Delivery.Push routed = (Delivery.Push) Delivery.of(read);
        Frame frame = routed.frame();
        return new StreamEvent(Topic.MESSAGES, 3, 1_000, ID, TIME, routed.recipients(), frame);
    }
}
