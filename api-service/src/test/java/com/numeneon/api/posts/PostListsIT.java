package com.numeneon.api.posts;

import static com.numeneon.api.testing.Json.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.Pages;
import com.numeneon.api.testing.TestUser;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@Covers("GET /api/posts/")
class PostListsIT {

    private static final String POSTS = "/api/posts/";

    private final ApiService service = ApiService.shared();
    private final JdbcClient database = service.part(JdbcClient.class);
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);
    private final TestUser carol = TestUser.signUp(service);

    @Test
    void the_list_is_newest_first_and_has_the_wall_posts() {
        long ordinary = publish(bob, null);
        long onWall = publish(bob, carol);
        long latest = publish(carol, null);

        ApiAnswer answer = alice.client().get(POSTS);

        assertThat(answer.status()).isEqualTo(200);
        List<JsonNode> list = answer.json().valueStream().toList();
        assertThat(ids(list)).startsWith(latest, onWall, ordinary);
        assertThat(list.get(1))
                .isEqualTo(alice.client().get(POSTS + onWall + "/").json());
    }

    @Test
    void the_posts_of_a_user_are_those_by_them_and_those_on_their_wall() {
        long ordinary = publish(alice, null);
        long byOther = publish(bob, alice);
        publish(bob, carol);
        long onOther = publish(alice, bob);

        List<JsonNode> list =
                carol.client().list(POSTS + "?username=" + alice.username().toUpperCase(Locale.ROOT));

        assertThat(ids(list)).containsExactly(onOther, byOther, ordinary);
        assertThat(carol.client().list(POSTS + "?username=nobody-of-this-name")).isEmpty();
    }

    @Test
    void the_posts_of_a_user_come_in_pages_each_newest_first() {
        long first = publish(alice, null);
        long second = publish(bob, alice);
        long third = publish(alice, bob);

        List<List<JsonNode>> pages = Pages.from(carol.client(), POSTS + "?username=" + alice.username() + "&limit=2");

        assertThat(pages.stream().map(Json::ids)).containsExactly(List.of(third, second), List.of(first));
    }

    @Test
    void asking_for_a_page_gives_the_newest_of_everybody_and_leads_to_all_older_ones() {
        long oldest = publish(alice, null);
        publishMany(bob, 30);
        long newest = publish(carol, alice);

        List<Long> seen = Pages.from(alice.client(), POSTS + "?limit=7").stream()
                .flatMap(List::stream)
                .map(post -> post.path("id").asLong())
                .toList();

        assertThat(seen).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        assertThat(seen).startsWith(newest).contains(oldest);
        assertThat(seen).hasSize(count());
    }

    @Test
    void without_parameters_old_posts_of_the_callers_circle_are_there_beside_the_newest_of_all() {
        alice.befriend(bob);
        TestUser stranger = TestUser.signUp(service);
        long own = publish(alice, null);
        long onOwnWall = publish(stranger, alice);
        long ofFriend = publish(bob, null);
        long onFriendsWall = publish(stranger, bob);
        long byFriendElsewhere = publish(bob, stranger);
        long ofStranger = publish(stranger, null);
        publishMany(carol, 600);

        ApiAnswer answer = alice.client().get(POSTS);

        List<Long> ids = ids(answer.json().valueStream().toList());
        assertThat(ids).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        assertThat(ids.subList(0, 500)).isEqualTo(newest(500));
        assertThat(ids.subList(500, ids.size()))
                .containsExactly(byFriendElsewhere, onFriendsWall, ofFriend, onOwnWall, own)
                .doesNotContain(ofStranger);
        List<JsonNode> next =
                Pages.from(alice.client(), Pages.next(answer).orElseThrow()).getFirst();
        assertThat(ids(next))
                .as("the next page goes on where the newest of all end")
                .contains(ofStranger);
        assertThat(ids(next).getFirst()).isLessThan(ids.get(499));
    }

    @Test
    void of_a_circle_that_posts_a_lot_the_newest_500_are_there() {
        alice.befriend(bob);
        long tooOld = publish(alice, null);
        publishMany(bob, 520);
        publishMany(carol, 510);

        List<Long> ids = ids(alice.client().list(POSTS));

        assertThat(ids).hasSize(1_000).doesNotContain(tooOld);
        assertThat(ids.subList(500, 1_000)).isEqualTo(newestOf(bob, 500));
    }

    @Test
    void of_a_circle_of_more_than_500_the_newest_500_are_there() {
        database.sql("""
                        WITH friend AS (
                            INSERT INTO users (username, username_key, email, email_key, password_hash, friend_count)
                            SELECT name, name, name || '@x.example', name || '@x.example', '', 1
                            FROM generate_series(1, 600) n, format('circle-%s-of-%s', n, :user) name
                            RETURNING id
                        ), friendship AS (
                            INSERT INTO friendships (low_user_id, high_user_id, created_at)
                            SELECT :user, id, now()
                            FROM friend
                        )
                        INSERT INTO posts (author_id, content, type, created_at, updated_at)
                        SELECT id, 'x', 'thoughts', now(), now()
                        FROM friend, generate_series(1, 2)
                        """).param("user", alice.id()).update();
        List<Long> circles = newest(500);
        publishMany(carol, 510);

        List<Long> ids = ids(alice.client().list(POSTS));

        assertThat(ids).hasSize(1_000);
        assertThat(ids.subList(500, 1_000)).isEqualTo(circles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "before=x", "before=MQ.MQ"})
    void a_wrong_page_is_refused_by_name(String query) {
        ApiAnswer answer = alice.client().get(POSTS + "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors(query.substring(0, query.indexOf('=')))).isNotEmpty();
    }

    private int count() {
        return database.sql("SELECT count(*) FROM posts WHERE parent_id IS NULL")
                .query(Integer.class)
                .single();
    }

    private List<Long> newest(int count) {
        return database.sql("SELECT id FROM posts WHERE parent_id IS NULL ORDER BY id DESC LIMIT :count")
                .param("count", count)
                .query(Long.class)
                .list();
    }

    private List<Long> newestOf(TestUser author, int count) {
        return database.sql("SELECT id FROM posts WHERE author_id = :author ORDER BY id DESC LIMIT :count")
                .param("author", author.id())
                .param("count", count)
                .query(Long.class)
                .list();
    }

    private void publishMany(TestUser author, int count) {
        database.sql("""
                        INSERT INTO posts (author_id, content, type, created_at, updated_at)
                        SELECT :author, 'x', 'thoughts', now(), now()
                        FROM generate_series(1, :count)
                        """).param("author", author.id()).param("count", count).update();
    }

    private static long publish(TestUser author, @Nullable TestUser wallOwner) {
        ApiAnswer answer = author.client()
                .post(
                        POSTS,
                        "{\"content\": \"x\", \"target_profile_id\": %s}"
                                .formatted(wallOwner == null ? "null" : wallOwner.id()));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().path("id").asLong();
    }
}
