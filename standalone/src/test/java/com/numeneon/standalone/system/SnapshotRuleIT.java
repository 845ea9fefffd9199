package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * The snapshot rule, for every event that there is: what a frame says is what the lists say that are fetched afterwards,
 * its entity is in them exactly once, and nothing else has changed, for anybody, but what is named here.
 */
class SnapshotRuleIT {

    private final RunningSystem system = SharedSystem.get();
    private final Cast cast = new Cast(system);
    private final Plots plots = new Plots(cast);

    @AfterEach
    void close() {
        cast.close();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void the_lists_say_what_the_frame_says_and_nothing_else_has_changed(EventType type) {
        Plot plot = plots.of(type);
        Snapshot before = Snapshot.of(cast.people(), plot.posts());

        JsonNode answer = plot.act().get();

        JsonNode frame = plot.frame() == null
                ? null
                : cast.next(plots.bob(), plot.frame().type());
        Snapshot after = Snapshot.of(cast.people(), plot.posts());
        assertThat(before.changesTo(after)).isEqualTo(plot.changes().apply(answer));
        if (plot.frame() != null && frame != null) {
            String message = frame.path("message").asString("");
            assertThat(frame).isEqualTo(plot.frame().data().of(answer, after, message));
        }
        plot.proof().run();
        cast.expectNothingElse();
    }
}
