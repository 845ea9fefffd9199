package com.numeneon.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.QueryPlan;
import com.numeneon.api.testing.TestDatabase;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search costs among 20,000 users, whose usernames all have "person" in them. */
@NullUnmarked
class SearchPlansIT {

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.migrated();
        database.sql().sql("""
                        INSERT INTO users (username, username_key, email, email_key, password_hash, first_name, last_name)
                        SELECT 'a.Person' || n, 'a.person' || n, n || '@example.org', n || '@example.org', 'none',
                            (ARRAY['Anna', 'Hannah', 'Ömer', 'Bob', ''])[1 + n % 5], 'Of' || md5(n::text)
                        FROM generate_series(1, 20000) n
                        """).update();
        database.sql().sql("ANALYZE users").update();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void the_newest_are_read_from_the_end_of_the_table() {
        QueryPlan plan = QueryPlan.of(database.sql(), UserSearch.NEWEST, Map.of("caller", 20_000L));

        assertThat(plan.tablesReadWhole()).as(plan.toString()).isEmpty();
        assertThat(plan.rowsRead("users")).isEqualTo(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"an", "a.", "öm", "of", "zz", "a.person7", "a.person20000"})
    void prefixes_are_read_from_their_indexes(String text) {
        QueryPlan plan = plan(UserSearch.BY_PREFIX, text);

        assertThat(plan.tablesReadWhole()).as(plan.toString()).isEmpty();
        assertThat(plan.indexesRead())
                .containsOnly("users_username_prefix", "users_first_name_prefix", "users_last_name_prefix");
        assertThat(plan.rowsRead("users")).isLessThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"per", "person", "person19999", "nna", "mer of", "ömer of1", "nobody"})
    void of_the_many_who_match_inside_only_as_many_are_read_as_are_shown(String text) {
        QueryPlan plan = plan(UserSearch.EVERYWHERE, text);

        assertThat(plan.tablesReadWhole()).as(plan.toString()).isEmpty();
        assertThat(plan.indexesRead()).contains("users_search");
        assertThat(plan.rowsRead("users")).isLessThanOrEqualTo(60 + 40 + 1);
    }

    @Test
    void with_enough_prefixes_nothing_else_is_looked_for() {
        QueryPlan plan = plan(UserSearch.EVERYWHERE, "a.person");

        assertThat(plan.indexesRead()).isNotEmpty().doesNotContain("users_search");
        // The caller is one of them.
        assertThat(plan.rowsRead("users")).isEqualTo(20 + 1);
    }

    @Test
    void a_text_without_a_word_is_looked_for_among_the_newest() {
        QueryPlan plan = plan(UserSearch.EVERYWHERE_AMONG_NEWEST, ".?.");

        assertThat(plan.tablesReadWhole()).as(plan.toString()).isEmpty();
        assertThat(plan.rowsRead("users")).isEqualTo(5_000);
    }

    private static QueryPlan plan(String sql, String text) {
        boolean inside = !sql.equals(UserSearch.BY_PREFIX);
        Map<String, Object> parameters = inside
                ? Map.of("text", text, "key", text, "end", UserSearch.END, "caller", 1L, "pattern", "%" + text + "%")
                : Map.of("text", text, "key", text, "end", UserSearch.END, "caller", 1L);
        return QueryPlan.of(database.sql(), sql, parameters);
    }
}
