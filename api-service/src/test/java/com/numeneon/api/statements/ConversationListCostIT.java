package com.numeneon.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.hostile.Draft;
import com.numeneon.api.testing.Cast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the list of conversations costs depends on how many there are, not on how much was written in them. */
class ConversationListCostIT {

    private static final Logger LOG = LoggerFactory.getLogger(ConversationListCostIT.class);

    private static final boolean LARGE = Boolean.getBoolean("large.data");
    private static final int CONVERSATIONS = 200;
    private static final int FEW = LARGE ? 50 : 5;
    private static final int MANY = LARGE ? 5_000 : 250;
    private static final int ROUNDS = 40;

    /** In one insert, which must end before the driver gives up. */
    private static final int MESSAGES_AT_ONCE = 50_000;

    @Test
    void a_hundred_times_the_messages_take_the_same_time_and_the_same_buffers() {
        try (Laboratory laboratory = Laboratory.open()) {
            Cast quiet = new Cast(laboratory.service());
            Cast busy = new Cast(laboratory.service());
            fill(laboratory, quiet, FEW);
            fill(laboratory, busy, MANY);
            laboratory.database().sql("VACUUM ANALYZE").update();

            List<Long> quietTimes = new ArrayList<>();
            List<Long> busyTimes = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                quietTimes.add(nanos(laboratory, quiet));
                busyTimes.add(nanos(laboratory, busy));
            }
            double ratio = (double) median(busyTimes) / median(quietTimes);
            long quietBuffers = buffers(laboratory, quiet);
            long busyBuffers = buffers(laboratory, busy);
            LOG.info(
                    "conversation list: {} x {} messages {} us, {} buffers; {} x {} messages {} us, {} buffers; ratio {}",
                    CONVERSATIONS,
                    FEW,
                    median(quietTimes) / 1_000,
                    quietBuffers,
                    CONVERSATIONS,
                    MANY,
                    median(busyTimes) / 1_000,
                    busyBuffers,
                    "%.2f".formatted(ratio));

            assertThat(ratio).isLessThan(2);
            assertThat((double) busyBuffers).isBetween(quietBuffers / 1.5, quietBuffers * 1.5);
        }
    }

    private static void fill(Laboratory laboratory, Cast cast, int messages) {
        long first = 0;
        for (int i = 0; i < CONVERSATIONS; i++) {
            long other = cast.stranger();
            first = first == 0 ? other : first;
            assertThat(other).as("ids without a gap").isEqualTo(first + i);
        }
        int atOnce = Math.clamp(MESSAGES_AT_ONCE / messages, 1, CONVERSATIONS);
        for (int done = 0; done < CONVERSATIONS; done += atOnce) {
            LargeData.conversationsOf(
                    laboratory.database(),
                    cast.caller().id(),
                    first + done,
                    Math.min(atOnce, CONVERSATIONS - done),
                    messages);
        }
    }

    private static long nanos(Laboratory laboratory, Cast cast) {
        byte[] request = request(cast).bytes();
        long begin = System.nanoTime();
        int status = laboratory.send(request).status();
        long taken = System.nanoTime() - begin;
        assertThat(status).isEqualTo(200);
        return taken;
    }

    private static long buffers(Laboratory laboratory, Cast cast) {
        Laboratory.Observed observed = laboratory.observe(request(cast), 200);
        assertThat(observed.answer().json().size()).isEqualTo(CONVERSATIONS);
        List<Plan> plans = Plan.of(observed.statements());
        assertThat(plans).isNotEmpty();
        return plans.stream().mapToLong(Plan::buffers).sum();
    }

    private static Draft request(Cast cast) {
        return new Draft("GET", "/api/messages/conversations")
                .header("Authorization", "Bearer " + cast.caller().access());
    }

    private static long median(List<Long> times) {
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
