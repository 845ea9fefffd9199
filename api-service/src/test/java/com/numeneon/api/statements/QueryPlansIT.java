package com.numeneon.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.hostile.Draft;
import com.numeneon.api.testing.Cast;
import com.numeneon.api.testing.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plans that Postgres really used for the lists, on a lot of data: each goes by an index and reads hardly more rows than
 * it shows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlansIT {

    private static final Logger LOG = LoggerFactory.getLogger(QueryPlansIT.class);

    private static final int ROWS = Boolean.getBoolean("large.data") ? 100_000 : 20_000;

    /** After five executions Postgres may take one plan for all parameters, which must be as good. */
    private static final int EXECUTIONS = 15;

    private static final int PAGE = 20;

    private final Laboratory laboratory = Laboratory.open();
    private Cast cast;
    private Set<String> large;

    @BeforeAll
    void fill() {
        cast = new Cast(laboratory.service());
        LargeData.write(laboratory.database(), cast, ROWS);
        large = Set.copyOf(laboratory
                .database()
                .sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= 1000")
                .query(String.class)
                .list());
        assertThat(large).contains("users", "friendships", "friend_requests", "conversations", "messages", "posts");
    }

    @AfterAll
    void close() {
        laboratory.close();
    }

    @Test
    void the_first_page_of_posts() {
        reads(3 * 1_000, get("/api/posts"));
    }

    @Test
    void posts_by_pages() {
        reads(4 * PAGE, get("/api/posts").query("limit", PAGE));
        reads(4 * PAGE, get("/api/posts").query("limit", PAGE).query("before", next("/api/posts")));
    }

    @Test
    void posts_around_somebody() {
        String somebody = laboratory.database().sql("""
                        SELECT username
                        FROM posts
                        JOIN users ON users.id = target_profile_id
                        WHERE parent_id IS NULL
                        LIMIT 1
                        """).query(String.class).single();
        reads(
                4 * PAGE,
                get("/api/posts")
                        .query("limit", PAGE)
                        .query("username", cast.caller().username()));
        reads(4 * PAGE, get("/api/posts").query("limit", PAGE).query("username", somebody));
    }

    @Test
    void conversations() {
        reads(8 * PAGE, get("/api/messages/conversations").query("limit", PAGE));
        reads(
                8 * PAGE,
                get("/api/messages/conversations")
                        .query("limit", PAGE)
                        .query("before", next("/api/messages/conversations")));
    }

    @Test
    void one_conversation() {
        long other = laboratory
                .database()
                .sql("SELECT id FROM users WHERE username_key = 'person2'")
                .query(Long.class)
                .single();
        reads(4 * PAGE, get("/api/messages/conversation/{id}").path("id", other).query("limit", PAGE));
    }

    @Test
    void own_messages() {
        reads(8 * PAGE, get("/api/messages").query("limit", PAGE));
        reads(8 * PAGE, get("/api/messages").query("limit", PAGE).query("before", next("/api/messages")));
    }

    @Test
    void friends() {
        reads(2 * LargeData.OF_CALLER + PAGE, get("/api/friends"));
    }

    @Test
    void suggestions() {
        reads(20_000, get("/api/friends/suggestions"));
    }

    @Test
    void search() {
        // The newest, prefixes, pieces of names: a frequent one and one that nobody has but one.
        reads(100, get("/api/auth/search"));
        reads(200, get("/api/auth/search").query("q", "pe"));
        reads(1_000, get("/api/auth/search").query("q", "person1"));
        reads(1_000, get("/api/auth/search").query("q", "ers"));
        reads(1_000, get("/api/auth/search").query("q", "rson" + ROWS));
    }

    @Test
    void replies() {
        long post = laboratory
                .database()
                .sql("SELECT parent_id FROM posts WHERE id = (SELECT max(id) FROM posts)")
                .query(Long.class)
                .single();
        reads(4 * PAGE, get("/api/posts/{id}/replies").path("id", post).query("limit", PAGE));
    }

    @Test
    void friend_requests() {
        reads(3 * PAGE, get("/api/friends/requests").query("limit", PAGE));
        reads(3 * PAGE, get("/api/friends/requests").query("limit", PAGE).query("direction", "outgoing"));
        reads(
                3 * PAGE,
                get("/api/friends/requests").query("limit", PAGE).query("before", next("/api/friends/requests")));
    }

    private Draft get(String pattern) {
        return new Draft("GET", pattern)
                .header("Authorization", "Bearer " + cast.caller().access());
    }

    /** Where the second page begins. */
    private String next(String path) {
        String link =
                Pages.next(cast.caller().client().get(path + "/?limit=" + PAGE)).orElseThrow();
        return link.replaceAll(".*[?&]before=([^&]+).*", "$1");
    }

    private void reads(int mostRows, Draft request) {
        List<Plan> plans = List.of();
        for (int i = 0; i < EXECUTIONS; i++) {
            Laboratory.Observed observed = laboratory.observe(request.copy(), 200);
            plans = Plan.of(observed.statements());
            assertThat(plans).hasSize(observed.statements().size());
            assertThat(observed.answer().json().size()).isPositive();
            check(mostRows, request, plans);
        }
        LOG.info(
                "{}: {} buffers",
                address(request),
                plans.stream().mapToLong(Plan::buffers).sum());
    }

    private void check(int mostRows, Draft request, List<Plan> plans) {
        List<Plan.Scan> scans = new ArrayList<>();
        plans.forEach(plan -> scans.addAll(plan.scans()));
        assertThat(scans).as(address(request)).isNotEmpty().allSatisfy(scan -> {
            if (large.contains(scan.table())) {
                assertThat(scan.kind()).isNotEqualTo("Seq Scan");
            }
        });
        assertThat(scans.stream().mapToDouble(Plan.Scan::rows).sum())
                .as("rows read for %s: %s", address(request), scans)
                .isLessThanOrEqualTo(mostRows);
    }

    private static String address(Draft request) {
        return request.toString().lines().findFirst().orElse("");
    }
}
