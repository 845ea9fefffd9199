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
                "*written;closed 1000 before | written",
                "closed 4008 before;no session here | closed 4008 before",
                "closed 4008 before;*replayed;no session here | replayed, closed 4008 before",
                "no session here;unreachable | no session here, unreachable",
                "no session here;no session here | no session here \u00d72",
                "not remembered;unreachable | not remembered, unreachable",
                "*written;unreachable | written, unreachable"
            })
    void it_says_what_sockets_got_else_why_and_always_who_is_not_heard(String outcomes, String summary) {
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
