package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.golden.GoldenEvent;
import com.numeneon.contracts.json.ContractJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DescribedFramesTest {

    @Test
    void a_frame_as_described_stays_what_it_is() {
        assertThat(GoldenEvent.all())
                .extracting(GoldenEvent::frame)
                .filteredOn(frame -> frame != null)
                .isNotEmpty()
                .allSatisfy(frame -> assertThat(DescribedFrames.checked(frame)).isSameAs(frame));
    }

    @Test
    void any_other_becomes_one_that_nobody_expects() {
        assertThat(checkedType("{\"type\": \"pong\", \"data\": {}}")).startsWith("not as");
        assertThat(checkedType("{\"type\": \"error\", \"data\": {\"detail\": 7}}"))
                .startsWith("not as");
        assertThat(checkedType("{\"type\": \"unheard_of\"}")).startsWith("not as");
    }

    private static String checkedType(String frame) {
        JsonNode json = ContractJson.mapper().readTree(frame);
        return DescribedFrames.checked(json).path("type").asString();
    }
}
