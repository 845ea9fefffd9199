package com.numeneon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.envelope.DecodedEvent;
import com.numeneon.contracts.envelope.EncodedEvent;
import com.numeneon.contracts.envelope.EventCodec;
import com.numeneon.contracts.golden.GoldenEvent;
import com.numeneon.contracts.json.ContractJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this service writes is what the golden files say, with the library versions that it runs on. */
class GoldenEventsTest {

    static List<GoldenEvent> events() {
        return GoldenEvent.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_its_golden_file_says(GoldenEvent golden) {
        DecodedEvent decoded = EventCodec.decode(golden.headers(), golden.bodyBytes());

        assertThat(decoded).isInstanceOf(DecodedEvent.Known.class);
        EncodedEvent written = EventCodec.encode(((DecodedEvent.Known) decoded).envelope());
        assertThat(written.topic().topicName()).isEqualTo(golden.topic());
        assertThat(written.key()).isEqualTo(golden.key());
        assertThat(written.headers()).containsExactlyInAnyOrderEntriesOf(golden.headers());
        assertThat(ContractJson.mapper().readTree(written.body())).isEqualTo(golden.body());
    }
}
