package com.numeneon.benchmarks.micro;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamPosition;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The cursor of each frame for each socket that asked for one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CursorBenchmark {

    private final Cursor cursor = new Cursor(0x1234_5678_9abc_def0L, position());
    private final String text = cursor.text();

    @Benchmark
    public String encodeCursor() {
        return cursor.text();
    }

    @Benchmark
    public Optional<Cursor> decodeCursor() {
        return Cursor.parse(text);
    }

    private static StreamPosition position() {
        StreamPosition position = StreamPosition.START;
        for (Topic topic : StreamPosition.TOPICS) {
            for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
                position = position.with(topic, partition, 100_000L * (partition + 1));
            }
        }
        return position;
    }
}
