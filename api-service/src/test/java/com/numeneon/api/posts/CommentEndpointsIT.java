package com.numeneon.api.posts;

import static com.numeneon.api.posts.Posts.POSTS;
import static com.numeneon.api.posts.Posts.comment;
import static com.numeneon.api.posts.Posts.commented;
import static com.numeneon.api.posts.Posts.path;
import static com.numeneon.api.posts.Posts.post;
import static com.numeneon.api.posts.Posts.publish;
import static com.numeneon.api.posts.Posts.replies;
import static com.numeneon.api.posts.Posts.seen;
import static com.numeneon.api.posts.Posts.tryComment;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.Pages;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Covers("POST /api/posts/")
class CommentEndpointsIT {

    private static final String COMMENTED = "post.commented.v1";

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);
    private final TestUser carol = TestUser.signUp(service);
    private final long post = post(alice);

    @Test
    @Covers({"POST /api/posts/", "GET /api/posts/{postId}/", "GET /api/posts/{postId}/replies/"})
    void a_comment_is_answered_stored_counted_and_told_to_the_author_of_the_post() {
        JsonNode before = seen(alice, post);
        WrittenEvents events = WrittenEvents.fromNow();

        JsonNode comment = commented(bob, post, " Well said ");

        assertThat(comment.propertyNames()).containsExactlyInAnyOrderElementsOf(before.propertyNames());
        assertThat(comment.path("content").asString()).isEqualTo("Well said");
        assertThat(comment.path("type").asString()).isEqualTo("thoughts");
        assertThat(comment.path("author").path("id").asLong()).isEqualTo(bob.id());
        assertThat(comment.path("parent").isIntegralNumber()).isTrue();
        assertThat(comment.path("parent").asLong()).isEqualTo(post);
        for (String none : new String[] {"target_profile", "target_profile_id", "reply_to_comment", "mentioned_user"}) {
            assertThat(comment.path(none).isNull()).as(none).isTrue();
        }
        assertThat(seen(carol, comment.path("id").asLong())).isEqualTo(comment);
        assertThat(carol.client().list(replies(post))).containsExactly(comment);

        JsonNode after = seen(alice, post);
        assertThat(after.path("comment_count").asInt()).isEqualTo(1);
        assertThat(after.path("reply_count").asInt()).isEqualTo(1);
        assertThat(after.path("updated_at")).isEqualTo(before.path("updated_at"));

        WrittenEvents.Written event = events.only();
        assertThat(event.topic()).isEqualTo("numeneon.posts");
        assertThat(event.type()).isEqualTo(COMMENTED);
        assertThat(event.key()).isEqualTo("post:" + post);
        assertThat(event.audience()).containsExactly(alice.id());
        assertThat(event.body().path("comment_id")).isEqualTo(comment.path("id"));
        assertThat(event.body().path("root_post_id").asLong()).isEqualTo(post);
        assertThat(event.body().path("parent_id").asLong()).isEqualTo(post);
        assertThat(event.body().path("commenter")).isEqualTo(comment.path("author"));
        assertThat(event.body().path("content").asString()).isEqualTo("Well said");
        assertThat(event.body().path("created_at")).isEqualTo(comment.path("created_at"));
    }

    @Test
    void a_comment_on_a_comment_is_told_to_its_author_and_counted_there_alone() {
        long first = comment(bob, post, "first");
        WrittenEvents events = WrittenEvents.fromNow();

        long reply = comment(carol, first, "to the first");

        assertThat(events.only().key()).isEqualTo("post:" + post);
        assertThat(events.only().audience()).containsExactly(bob.id());
        assertThat(events.only().body().path("root_post_id").asLong()).isEqualTo(post);
        assertThat(events.only().body().path("parent_id").asLong()).isEqualTo(first);
        assertThat(seen(alice, first).path("comment_count").asInt()).isEqualTo(1);
        assertThat(seen(alice, post).path("comment_count").asInt()).isEqualTo(1);
        assertThat(Json.ids(alice.client().list(replies(first)))).containsExactly(reply);
        assertThat(Json.ids(alice.client().list(replies(post)))).containsExactly(first);
    }

    @Test
    void a_comment_on_ones_own_post_is_told_to_nobody() {
        WrittenEvents events = WrittenEvents.fromNow();

        comment(alice, post, "and one more thing");

        assertThat(events.only().type()).isEqualTo(COMMENTED);
        assertThat(events.only().audience()).isEmpty();
    }

    @Test
    @Covers("GET /api/posts/")
    void a_comment_is_in_no_list_of_posts_and_on_no_wall() {
        long comment = publish(
                        bob,
                        "{\"content\": \"x\", \"parent_id\": %d, \"target_profile_id\": 999999999999}".formatted(post))
                .path("id")
                .asLong();

        assertThat(Json.ids(alice.client().list(POSTS))).contains(post).doesNotContain(comment);
        assertThat(Json.ids(alice.client().list(POSTS + "?limit=500"))).doesNotContain(comment);
        assertThat(alice.client().list(POSTS + "?username=" + bob.username())).isEmpty();
        assertThat(seen(alice, comment).path("target_profile_id").isNull()).isTrue();
    }

    @Test
    void a_media_url_alone_is_a_comment() {
        JsonNode comment = publish(
                bob,
                "{\"media_url\": \"https://x.example/a.png\", \"type\": \"media\", \"parent_id\": %d}".formatted(post));

        assertThat(comment.path("content").asString()).isEmpty();
        assertThat(comment.path("type").asString()).isEqualTo("media");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"parent_id": POST}                                                         | content
                    {"parent_id": POST, "content": " ", "media_url": ""}                        | content
                    {"parent_id": POST, "content": "x", "type": "rant"}                         | type
                    {"parent_id": POST, "content": "x", "media_url": "javascript:x"}            | media_url
                    {"parent_id": 999999999999, "content": "x"}                                 | parent_id
                    {"parent_id": "POST", "content": "x"}                                       | parent_id
                    {"parent_id": POST, "content": "x", "reply_to_comment_id": 999999999999}    | reply_to_comment_id
                    {"parent_id": POST, "content": "x", "reply_to_comment_id": ELSEWHERE}       | reply_to_comment_id
                    {"parent_id": POST, "content": "x", "reply_to_comment_id": POST}            | reply_to_comment_id
                    {"parent_id": POST, "content": "x", "reply_to_comment_id": true}            | reply_to_comment_id
                    {"parent_id": POST, "content": "x", "mentioned_user_id": 999999999999}      | mentioned_user_id
                    {"parent_id": POST, "content": "x", "mentioned_user_id": "1"}               | mentioned_user_id
                    {"parent_id": POST, "content": "x", "mentioned_username": "no such name"}   | mentioned_username
                    {"parent_id": POST, "content": "x", "mentioned_username": []}               | mentioned_username
                    """)
    void a_wrong_field_of_a_comment_is_named_and_nothing_is_stored(String template, String field) {
        long elsewhere = comment(bob, post(carol), "in another thread");
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer =
                bob.client().post(POSTS, template.replace("POST", "" + post).replace("ELSEWHERE", "" + elsewhere));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").propertyNames()).containsExactly(field);
        assertThat(answer.errors(field)).hasSize(1);
        assertThat(answer.detail()).isEqualTo(answer.errors(field).getFirst());
        assertThat(events.all()).isEmpty();
        assertThat(alice.client().list(replies(post))).isEmpty();
        assertThat(seen(alice, post).path("comment_count").asInt()).isZero();
    }

    @Test
    void every_wrong_field_of_a_comment_is_named_at_once() {
        ApiAnswer answer = bob.client()
                .post(
                        POSTS,
                        "{\"parent_id\": 999999999999, \"type\": 1, \"reply_to_comment_id\": 999999999998,"
                                + " \"mentioned_user_id\": 999999999997}");

        assertThat(answer.json().path("errors").propertyNames())
                .containsExactlyInAnyOrder("content", "type", "parent_id", "reply_to_comment_id", "mentioned_user_id");
    }

    @Test
    @Covers({"POST /api/posts/", "DELETE /api/posts/{postId}/"})
    void what_was_deleted_cannot_be_commented_nor_answered() {
        long comment = comment(bob, post, "soon gone");
        bob.client().delete(path(comment));

        ApiAnswer beneath = tryComment(carol, comment, "too late");
        ApiAnswer answering = carol.client()
                .post(
                        POSTS,
                        "{\"content\": \"x\", \"parent_id\": %d, \"reply_to_comment_id\": %d}"
                                .formatted(post, comment));

        assertThat(beneath.status()).isEqualTo(400);
        assertThat(beneath.errors("parent_id")).hasSize(1);
        assertThat(answering.status()).isEqualTo(400);
        assertThat(answering.errors("reply_to_comment_id")).hasSize(1);
    }

    @Test
    @Covers("GET /api/posts/{postId}/replies/")
    void replies_are_oldest_first_and_each_page_leads_to_older_ones_in_that_order() {
        List<Long> written = List.of(
                comment(bob, post, "1"),
                comment(alice, post, "2"),
                comment(carol, post, "3"),
                comment(bob, post, "4"),
                comment(bob, post, "5"));
        comment(bob, written.getFirst(), "beneath the first");

        assertThat(Json.ids(carol.client().list(replies(post)))).isEqualTo(written);
        assertThat(Pages.from(carol.client(), replies(post) + "?limit=2").stream()
                        .map(Json::ids))
                .containsExactly(written.subList(3, 5), written.subList(1, 3), written.subList(0, 1));
        assertThat(carol.client()
                        .list(replies(post))
                        .getFirst()
                        .path("reply_count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @Covers("GET /api/posts/{postId}/replies/")
    void of_no_post_there_are_no_replies() {
        assertThat(alice.client().list(replies(post))).isEmpty();
        assertThat(alice.client().get(replies(999_999_999_999L)).status()).isEqualTo(404);
        assertThat(alice.client().get(POSTS + "x/replies/").status()).isEqualTo(400);
        assertThat(service.client().get(replies(post)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "before=x", "before=MQ.MQ"})
    @Covers("GET /api/posts/{postId}/replies/")
    void a_wrong_page_of_replies_is_refused_by_name(String query) {
        ApiAnswer answer = alice.client().get(replies(post) + "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors(query.substring(0, query.indexOf('=')))).isNotEmpty();
    }
}
