package com.numeneon.api.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever is sent to whichever endpoint: the answer is a known refusal that a person can read and that names the wrong
 * field, nothing was stored, and the next good request works.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {

    private static final Logger LOG = LoggerFactory.getLogger(HostileInputIT.class);

    private static final int REQUESTS = Integer.getInteger("hostile.requests", 2_000);

    /** Of so many requests each endpoint gets some. */
    private static final int ENOUGH_FOR_ALL = 1_000;

    /** So many failures tell enough. */
    private static final int SHOWN_FAILURES = 25;

    private static final int SHRINKING_STEPS = 100;

    /** A build must not fail by chance on code that it passed with before; to look further, give another seed or more requests. */
    private static final long USUAL_SEED = 7_739_234_126_258_280_154L;

    private final HostileRun run = new HostileRun();

    @AfterAll
    void stop() {
        run.close();
    }

    @Test
    void each_listed_attack_is_refused_and_harmless() {
        int before = run.attacks();
        List<String> failures = new ArrayList<>();
        int turn = 0;
        for (Endpoint endpoint : Catalogue.all()) {
            Attacks.listed(endpoint, turn++).forEach(attack -> {
                try {
                    run.run(attack);
                } catch (AssertionError e) {
                    String message = String.valueOf(e.getMessage());
                    failures.add(
                            failures.size() < SHOWN_FAILURES
                                    ? message
                                    : message.lines().findFirst().orElse(""));
                }
            });
        }
        LOG.info("hostile requests: {} listed", run.attacks() - before);
        assertThat(failures)
                .as("%d failures, the first in full", failures.size())
                .isEmpty();
    }

    @Test
    void each_generated_attack_is_refused_and_harmless() {
        long seed = Long.getLong("hostile.seed", USUAL_SEED);
        LOG.info(
                "hostile requests: {} generated, again with -Dhostile.seed={} -Dhostile.requests={}",
                REQUESTS,
                seed,
                REQUESTS);
        Set<String> attacked = new TreeSet<>();
        JqwikSession.run(() -> {
            RandomGenerator<Attack> generator = Attacks.generated().generator(1_000, true);
            Random random = new Random(seed);
            for (int i = 0; i < REQUESTS; i++) {
                Shrinkable<Attack> attack = generator.next(random);
                attacked.add(attack.value().endpoint().row());
                try {
                    run.run(attack.value());
                } catch (AssertionError e) {
                    throw new AssertionError(
                            "request " + i + " of seed " + seed + ": "
                                    + smallest(attack, e).getMessage(),
                            e);
                }
            }
        });
        if (REQUESTS >= ENOUGH_FOR_ALL) {
            assertThat(attacked)
                    .isEqualTo(Catalogue.all().stream().map(Endpoint::row).collect(Collectors.toSet()));
        }
    }

    /** Goes from a failing attack to a smaller one that fails, too, as far as a few steps lead. */
    private AssertionError smallest(Shrinkable<Attack> attack, AssertionError failure) {
        Shrinkable<Attack> current = attack;
        AssertionError found = failure;
        for (int step = 0; step < SHRINKING_STEPS; step++) {
            Shrinkable<Attack> smaller = null;
            for (Shrinkable<Attack> candidate : current.shrink().limit(20).toList()) {
                try {
                    run.run(candidate.value());
                } catch (AssertionError e) {
                    smaller = candidate;
                    found = e;
                    break;
                }
            }
            if (smaller == null) {
                break;
            }
            current = smaller;
        }
        return found;
    }
}
