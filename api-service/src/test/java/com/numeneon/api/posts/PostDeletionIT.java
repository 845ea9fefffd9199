package com.numeneon.api.posts;

import static com.numeneon.api.posts.Posts.POSTS;
import static com.numeneon.api.posts.Posts.assertCountersAreRows;
import static com.numeneon.api.posts.Posts.comment;
import static com.numeneon.api.posts.Posts.commented;
import static com.numeneon.api.posts.Posts.like;
import static com.numeneon.api.posts.Posts.path;
import static com.numeneon.api.posts.Posts.post;
import static com.numeneon.api.posts.Posts.postOnWall;
import static com.numeneon.api.posts.Posts.replies;
import static com.numeneon.api.posts.Posts.seen;
import static com.numeneon.api.posts.Posts.share;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@Covers("DELETE /api/posts/{postId}/")
class PostDeletionIT {

    private final ApiService service = ApiService.shared();
    private final JdbcClient database = service.part(JdbcClient.class);
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);
    private final TestUser carol = TestUser.signUp(service);

    @Test
    void a_post_goes_with_everything_beneath_it() {
        long post = post(alice);
        long comment = comment(bob, post, "a comment");
        long reply = comment(alice, comment, "@" + bob.username() + " a reply");
        long kept = post(alice);
        List.of(post, comment, reply).forEach(id -> {
            carol.client().post(like(id));
            carol.client().post(share(id));
        });
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = alice.client().delete(path(post));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        for (long gone : List.of(post, comment, reply)) {
            assertThat(alice.client().get(path(gone)).status()).isEqualTo(404);
            assertThat(alice.client().get(replies(gone)).status()).isEqualTo(404);
            assertThat(rows("likes", gone) + rows("shares", gone)).isZero();
        }
        assertThat(Json.ids(carol.client().list(POSTS + "?username=" + alice.username())))
                .containsExactly(kept);
        assertThat(alice.client().delete(path(post)).status()).isEqualTo(404);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void a_comment_that_goes_is_counted_no_more_and_what_answered_it_stays() {
        long post = post(alice);
        JsonNode before = seen(alice, post);
        long comment = comment(bob, post, "a comment");
        comment(alice, comment, "beneath it");
        JsonNode answering = commented(carol, post, "@" + bob.username() + " right");
        assertThat(answering.path("reply_to_comment").asLong()).isEqualTo(comment);

        assertThat(bob.client().delete(path(comment)).status()).isEqualTo(204);

        JsonNode after = seen(alice, post);
        assertThat(after.path("comment_count").asInt()).isEqualTo(1);
        assertThat(after.path("reply_count").asInt()).isEqualTo(1);
        assertThat(after.path("updated_at")).isEqualTo(before.path("updated_at"));
        JsonNode left = alice.client().list(replies(post)).getFirst();
        assertThat(left.path("id")).isEqualTo(answering.path("id"));
        assertThat(left.path("reply_to_comment").isNull()).isTrue();
        assertThat(left.path("mentioned_user")).isEqualTo(answering.path("mentioned_user"));
        assertThat(left.path("updated_at")).isEqualTo(answering.path("updated_at"));
        assertCountersAreRows(database);
    }

    @Test
    void the_author_and_the_owner_of_the_wall_delete_and_nobody_else() {
        long byAuthor = postOnWall(alice, bob);
        long byOwner = postOnWall(alice, bob);

        assertThat(carol.client().delete(path(byOwner)).status()).isEqualTo(403);
        assertThat(bob.client().delete(path(byOwner)).status()).isEqualTo(204);
        assertThat(alice.client().delete(path(byAuthor)).status()).isEqualTo(204);
        assertThat(bob.client().delete(path(post(alice))).status()).isEqualTo(403);
    }

    @Test
    void a_comment_stands_on_the_wall_of_its_thread() {
        long onBobsWall = postOnWall(alice, bob);
        long first = comment(carol, onBobsWall, "first");
        long second = comment(carol, first, "beneath the first");
        long onAlices = comment(carol, post(alice), "on alice's own");

        assertThat(alice.client().delete(path(second)).status())
                .as("the post's author, but on another wall")
                .isEqualTo(403);
        assertThat(bob.client().delete(path(second)).status()).isEqualTo(204);
        assertThat(carol.client().delete(path(first)).status()).isEqualTo(204);
        assertThat(bob.client().delete(path(onAlices)).status()).isEqualTo(403);
        assertThat(alice.client().delete(path(onAlices)).status()).isEqualTo(204);
        assertThat(seen(alice, onBobsWall).path("comment_count").asInt()).isZero();
    }

    @Test
    void what_is_refused_deletes_nothing() {
        long post = post(alice);
        comment(bob, post, "a comment");
        JsonNode before = seen(alice, post);

        ApiAnswer refused = bob.client().delete(path(post));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.detail()).isNotBlank();
        assertThat(seen(alice, post)).isEqualTo(before);
        assertThat(alice.client().delete(path(999_999_999_999L)).status()).isEqualTo(404);
        assertThat(alice.client().delete(POSTS + "x/").status()).isEqualTo(400);
        assertThat(service.client().delete(path(post)).status()).isEqualTo(401);
    }

    /** Each level goes by the foreign key of the one above: were these triggers nested, the stack would not do. */
    @Test
    void a_thread_of_thousands_of_levels_goes_at_once() {
        int levels = 3_000;
        long post = post(alice);
        long top = comment(alice, post, "the top");
        database.sql("""
                        WITH level AS MATERIALIZED (
                            SELECT nextval(pg_get_serial_sequence('posts', 'id')) AS id
                            FROM generate_series(1, :levels)
                        )
                        INSERT INTO posts (id, author_id, parent_id, root_id, reply_to_comment_id,
                            content, type, created_at, updated_at, comment_count)
                        OVERRIDING SYSTEM VALUE
                        SELECT id, :author, lag(id, 1, :top) OVER above, :root, lag(id, 1, :top) OVER above,
                            'x', 'thoughts', now(), now(), count(*) OVER (ORDER BY id DESC ROWS 1 PRECEDING) - 1
                        FROM level
                        WINDOW above AS (ORDER BY id)
                        """)
                .param("levels", levels)
                .param("author", alice.id())
                .param("top", top)
                .param("root", post)
                .update();
        assertThat(inThread(post)).isEqualTo(levels + 1);

        ApiAnswer answer = alice.client().delete(path(top));

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(inThread(post)).isZero();
        assertThat(seen(alice, post).path("comment_count").asInt()).isZero();
    }

    private int inThread(long root) {
        return database.sql("SELECT count(*) FROM posts WHERE root_id = :root")
                .param("root", root)
                .query(Integer.class)
                .single();
    }

    private int rows(String table, long postId) {
        return database.sql("SELECT count(*) FROM " + table + " WHERE post_id = :post")
                .param("post", postId)
                .query(Integer.class)
                .single();
    }
}
