package com.numeneon.api.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.infra.testing.AtOnce;
import com.numeneon.infra.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Repairs while people go on, on a database of its own. */
class RebuildRacesIT {

    private static final ApiService SERVICE = ApiService.start(Map.of("DATABASE_URL", TestPostgres.newDatabase()));
    private static final int PEOPLE = 4;
    private static final int ROUNDS = 5;

    private final JdbcClient database = SERVICE.part(JdbcClient.class);
    private final Transactions transactions = SERVICE.part(Transactions.class);
    private final ApiClient management = new ApiClient(SERVICE.managementPort());
    private final AtomicBoolean rebuilt = new AtomicBoolean();
    private List<TestUser> people = List.of();
    private long post;

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void signUp() {
        people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> TestUser.signUp(SERVICE))
                .toList();
        post = publish(people.getFirst(), "{\"content\": \"first\"}");
    }

    @RepeatedTest(3)
    void repairs_that_nothing_calls_for_damage_nothing_while_people_go_on() {
        List<Invariant> invariants = SERVICE.parts(Invariants.class).stream()
                .flatMap(feature -> feature.all().stream())
                .toList();

        whileRebuilding(() -> invariants.forEach(this::repairEverything));

        assertThat(violations("/check")).isEmpty();
    }

    @RepeatedTest(3)
    void what_is_broken_while_people_go_on_is_right_afterwards() {
        whileRebuilding(() -> {
            breakIt("""
                    UPDATE posts SET likes_count = likes_count + 1, comment_count = comment_count + 3, shares_count = 7
                    WHERE id > (SELECT max(id) - 20 FROM posts)
                    """);
            breakIt("UPDATE posts SET likes_count = 99, comment_count = 99, shares_count = 99 WHERE id = " + post);
            breakIt("UPDATE users SET friend_count = friend_count + 2");
            breakIt("UPDATE conversations SET last_message_at = last_message_at - interval '1 hour'");
            breakIt("UPDATE participants SET last_read_seq = last_read_seq + 100");
            violations("/check?rebuild=true");
        });

        assertThat(violations("/check")).isEmpty();
    }

    /** As everybody else does: whoever meets somebody in a circle of locks tries again. */
    private void breakIt(String sql) {
        transactions.run(() -> database.sql(sql).update());
    }

    private void whileRebuilding(Runnable round) {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            TestUser one = people.get(i);
            TestUser other = people.get((i + 1) % PEOPLE);
            all.add(() -> {
                while (!rebuilt.get()) {
                    live(one, other);
                }
                return true;
            });
        }
        all.add(() -> {
            try {
                for (int i = 0; i < ROUNDS; i++) {
                    round.run();
                }
            } finally {
                rebuilt.set(true);
            }
            return true;
        });
        AtOnce.call(all);
    }

    /** Everything that changes what is counted; each is answered, or the client fails the test. */
    private void live(TestUser one, TestUser other) {
        ok(one, "/api/posts/" + post + "/like/", "");
        ok(one, "/api/posts/" + post + "/share/", "");
        long comment = publish(one, "{\"content\": \"comment\", \"parent_id\": " + post + "}");
        publish(other, "{\"content\": \"reply\", \"parent_id\": " + comment + "}");
        one.client().delete("/api/posts/" + comment + "/");
        publish(one, "{\"content\": \"comment\", \"parent_id\": " + post + "}");
        one.send(other, "hello");
        other.client().post("/api/messages/conversation/" + one.id() + "/read/");
        other.client().post("/api/friends/request/" + one.id() + "/");
        one.client().post("/api/friends/request/" + other.id() + "/");
        one.client().delete("/api/friends/remove/" + other.id() + "/");
    }

    private static void ok(TestUser user, String path, String body) {
        assertThat(user.client().post(path, body).status()).isBetween(200, 299);
    }

    private static long publish(TestUser author, String json) {
        return author.client().post("/api/posts/", json).json().path("id").asLong();
    }

    private void repairEverything(Invariant invariant) {
        Invariant.Repair repair = invariant.repair();
        if (repair != null) {
            database.sql("SELECT id FROM %s ORDER BY random() LIMIT 20".formatted(invariant.table()))
                    .query(Long.class)
                    .list()
                    .forEach(id -> transactions.run(() -> repair.repair(id)));
        }
    }

    private List<JsonNode> violations(String path) {
        return management
                .post(path)
                .text()
                .lines()
                .map(ContractJson.mapper()::readTree)
                .filter(line -> line.path("left").asLong() > 0 || line.has("error"))
                .toList();
    }
}
