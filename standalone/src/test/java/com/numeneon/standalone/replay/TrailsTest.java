package com.numeneon.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

class TrailsTest {

    /** Outcomes of sockets with a *, of pods without. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "*written | written",
                "*written;*written;no session here | written \u00d72",
                "*closed 4008 before;*resumed later | closed 4008 before, resumed later",
                "no session here;no session here | no session here \u00d72",
                "not remembered;unreachable | not remembered, unreachable",
                "*written;unreachable | written, unreachable"
            })
    void sockets_count_before_pods_and_who_is_not_heard_is_always_said(String outcomes, String summary) {
        ArrayNode trail = JsonMapper.shared().createArrayNode();
        for (String outcome : outcomes.split(";", -1)) {
            if (!outcome.isEmpty()) {
                trail.addObject()
                        .put("session", outcome.startsWith("*") ? "s" : null)
                        .put("outcome", outcome.replace("*", ""));
            }
        }

        assertThat(Trails.summary(trail)).isEqualTo(summary);
    }
}
