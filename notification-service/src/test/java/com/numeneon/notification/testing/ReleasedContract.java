package com.numeneon.notification.testing;

import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.golden.GoldenEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What a former release wrote, and what it made of it; kept in the tests of {@code contracts} (decision 094). */
public record ReleasedContract(String release) {

    public static final ReleasedContract PREVIOUS = new ReleasedContract("0.1");

    /** One of each type, as they stand in the topics: a key's in the order of their sequences. */
    public List<GoldenEvent> events() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver()
                    .getResources("classpath:/released/" + release + "/events/*.json");
            return Arrays.stream(files)
                    .map(ReleasedContract::event)
                    .sorted(Comparator.comparing(ReleasedContract::sequence))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Long sequence(GoldenEvent event) {
        return Long.valueOf(Objects.requireNonNull(event.headers().get(EventCodec.HEADER_SEQUENCE)));
    }

    private static GoldenEvent event(Resource file) {
        try (InputStream stream = file.getInputStream()) {
            return GoldenEvent.read(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
