package com.numeneon.api.posts;

import static com.numeneon.api.posts.Posts.POSTS;
import static com.numeneon.api.posts.Posts.assertCountersAreRows;
import static com.numeneon.api.posts.Posts.comment;
import static com.numeneon.api.posts.Posts.like;
import static com.numeneon.api.posts.Posts.post;
import static com.numeneon.api.posts.Posts.replies;
import static com.numeneon.api.posts.Posts.seen;
import static com.numeneon.api.posts.Posts.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ReactionEndpointsIT {

    private static final String LIKE = "{\"action\": \"like\"}";
    private static final String UNLIKE = "{\"action\": \"unlike\"}";

    private final ApiService service = ApiService.shared();
    private final JdbcClient database = service.part(JdbcClient.class);
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);
    private final long post = post(alice);

    @Test
    @Covers("POST /api/posts/{postId}/like/")
    void with_an_action_a_like_is_the_same_however_often() {
        JsonNode before = seen(bob, post);
        WrittenEvents events = WrittenEvents.fromNow();

        for (String action : List.of(LIKE, LIKE)) {
            assertLiked(bob.client().post(like(post), action), true, 1);
        }
        assertThat(bob.client().post(like(post), LIKE).json()).isEqualTo(seen(bob, post));
        assertThat(seen(alice, post).path("is_liked").asBoolean()).isFalse();
        assertThat(seen(alice, post).path("likes_count").asInt()).isEqualTo(1);
        assertLiked(alice.client().post(like(post), LIKE), true, 2);
        for (String action : List.of(UNLIKE, UNLIKE)) {
            assertLiked(bob.client().post(like(post), action), false, 1);
        }
        assertLiked(alice.client().post(like(post), UNLIKE), false, 0);

        assertThat(seen(bob, post)).as("nothing else moved").isEqualTo(before);
        assertThat(events.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "null", "{}", "{\"action\": null}", "{\"action\": \"\"}", "{\"reaction\": \"like\"}"})
    @Covers("POST /api/posts/{postId}/like/")
    void without_an_action_a_like_toggles(String body) {
        assertLiked(bob.client().post(like(post), body), true, 1);
        assertLiked(bob.client().post(like(post), body), false, 0);
        assertLiked(bob.client().post(like(post), body), true, 1);
        assertCountersAreRows(database);
    }

    @Test
    @Covers("POST /api/posts/{postId}/like/")
    void a_like_needs_neither_a_body_nor_its_type() {
        assertLiked(bob.client().post(like(post)), true, 1);
        assertLiked(bob.client().with("Content-Type", "text/plain").post(like(post)), false, 0);
        assertThat(bob.client()
                        .with("Content-Type", "text/plain")
                        .post(like(post), LIKE)
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"action": "LIKE"}      | action
                    {"action": "love"}      | action
                    {"action": true}        | action
                    {"action": ["like"]}    | action
                    {"action": {}}          | action
                    ["like"]                |
                    "like"                  |
                    {"action": "like"       |
                    {"action": 1, "action": 2} |
                    """)
    @Covers("POST /api/posts/{postId}/like/")
    void a_wrong_action_is_refused_and_likes_nothing(String body, String field) {
        ApiAnswer answer = bob.client().post(like(post), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isNotBlank();
        if (field != null) {
            assertThat(answer.json().path("errors").propertyNames()).containsExactly(field);
        }
        assertThat(seen(bob, post).path("likes_count").asInt()).isZero();
    }

    @Test
    @Covers({"POST /api/posts/{postId}/like/", "POST /api/posts/{postId}/share/"})
    void what_is_not_there_cannot_be_liked_nor_shared() {
        long none = 999_999_999_999L;
        assertThat(bob.client().post(like(none), LIKE).status()).isEqualTo(404);
        assertThat(bob.client().post(share(none)).status()).isEqualTo(404);
        assertThat(bob.client().post(POSTS + "x/like/").status()).isEqualTo(400);
        assertThat(bob.client().post(POSTS + "x/share/").status()).isEqualTo(400);
        assertThat(service.client().post(like(post)).status()).isEqualTo(401);
        assertThat(service.client().post(share(post)).status()).isEqualTo(401);
    }

    @Test
    @Covers({"GET /api/posts/", "GET /api/posts/{postId}/", "GET /api/posts/{postId}/replies/"})
    void every_list_says_what_the_caller_likes() {
        long comment = comment(alice, post, "a comment");
        long other = comment(alice, post, "another");
        bob.client().post(like(post));
        bob.client().post(like(comment));

        String byAlice = POSTS + "?username=" + alice.username();
        for (String list : List.of(POSTS, POSTS + "?limit=500", byAlice)) {
            assertThat(find(bob, list, post).path("is_liked").asBoolean())
                    .as(list)
                    .isTrue();
            assertThat(find(alice, list, post).path("is_liked").asBoolean())
                    .as(list)
                    .isFalse();
            assertThat(find(alice, list, post).path("likes_count").asInt())
                    .as(list)
                    .isEqualTo(1);
        }
        assertThat(find(bob, replies(post), comment).path("is_liked").asBoolean())
                .isTrue();
        assertThat(find(bob, replies(post), other).path("is_liked").asBoolean()).isFalse();
        assertThat(find(alice, replies(post), comment).path("is_liked").asBoolean())
                .isFalse();
    }

    @Test
    @Covers("GET /api/posts/")
    void an_old_post_of_the_circle_says_what_the_caller_likes() {
        bob.befriend(alice);
        bob.client().post(like(post));
        database.sql("""
                        INSERT INTO posts (author_id, content, type, created_at, updated_at)
                        SELECT :author, 'x', 'thoughts', now(), now()
                        FROM generate_series(1, 500)
                        """).param("author", TestUser.signUp(service).id()).update();

        assertThat(find(bob, POSTS, post).path("is_liked").asBoolean()).isTrue();
    }

    @Test
    @Covers("POST /api/posts/{postId}/share/")
    void each_share_counts() {
        JsonNode before = seen(bob, post);
        WrittenEvents events = WrittenEvents.fromNow();

        bob.client().post(share(post));
        bob.client().post(share(post), "{\"ignored\": true}");
        ApiAnswer third = alice.client().post(share(post));

        assertThat(third.status()).isEqualTo(200);
        assertThat(third.json().path("shares_count").asInt()).isEqualTo(3);
        assertThat(third.json()).isEqualTo(seen(alice, post));
        assertThat(third.json().path("updated_at")).isEqualTo(before.path("updated_at"));
        assertThat(events.all()).isEmpty();
        assertCountersAreRows(database);
    }

    private static void assertLiked(ApiAnswer answer, boolean liked, int count) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("is_liked").asBoolean()).isEqualTo(liked);
        assertThat(answer.json().path("likes_count").asInt()).isEqualTo(count);
    }

    private static JsonNode find(TestUser viewer, String list, long id) {
        return viewer.client().list(list).stream()
                .filter(entry -> entry.path("id").asLong() == id)
                .findFirst()
                .orElseThrow();
    }
}
