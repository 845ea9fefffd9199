package com.numeneon.api.posts;

import static com.numeneon.api.posts.Posts.assertCountersAreRows;
import static com.numeneon.api.posts.Posts.comment;
import static com.numeneon.api.posts.Posts.like;
import static com.numeneon.api.posts.Posts.path;
import static com.numeneon.api.posts.Posts.post;
import static com.numeneon.api.posts.Posts.replies;
import static com.numeneon.api.posts.Posts.seen;
import static com.numeneon.api.posts.Posts.share;
import static com.numeneon.api.posts.Posts.tryComment;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import com.numeneon.infra.testing.AtOnce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostRacesIT {

    private static final String LIKE = "{\"action\": \"like\"}";

    private final ApiService service = ApiService.shared();
    private final JdbcClient database = service.part(JdbcClient.class);
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @AfterEach
    void counters_are_rows() {
        assertCountersAreRows(database);
    }

    @RepeatedTest(3)
    @Covers("POST /api/posts/{postId}/like/")
    void one_user_who_likes_a_post_many_times_at_once_likes_it_once() {
        long post = post(alice);

        List<ApiAnswer> answers =
                AtOnce.call(Collections.nCopies(12, () -> bob.client().post(like(post), LIKE)));

        assertThat(answers)
                .allMatch(answer -> answer.status() == 200)
                .allMatch(answer -> answer.json().path("likes_count").asInt() == 1)
                .allMatch(answer -> answer.json().path("is_liked").asBoolean());
    }

    @RepeatedTest(3)
    @Covers("POST /api/posts/{postId}/like/")
    void an_even_number_of_toggles_at_once_leaves_everything_as_it_was() {
        long post = post(alice);

        List<ApiAnswer> answers =
                AtOnce.call(Collections.nCopies(12, () -> bob.client().post(like(post))));

        assertThat(answers.stream()
                        .filter(answer -> answer.json().path("is_liked").asBoolean()))
                .hasSize(6);
        assertThat(seen(bob, post).path("likes_count").asInt()).isZero();
    }

    @Test
    @Covers("POST /api/posts/")
    void comments_at_once_are_all_counted_and_told_in_the_order_of_their_ids() {
        long post = post(alice);
        WrittenEvents events = WrittenEvents.fromNow();

        List<ApiAnswer> answers = AtOnce.call(Collections.nCopies(30, () -> tryComment(bob, post, "x")));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(seen(alice, post).path("comment_count").asInt()).isEqualTo(30);
        List<Long> told = events.all().stream()
                .map(event -> event.body().path("comment_id").asLong())
                .toList();
        assertThat(told).isSorted().isEqualTo(Json.ids(alice.client().list(replies(post))));
    }

    @RepeatedTest(8)
    @Covers({"POST /api/posts/", "DELETE /api/posts/{postId}/"})
    void comments_on_what_is_deleted_meanwhile_are_there_with_it_or_refused() {
        long post = post(alice);
        long comment = comment(bob, post, "soon gone");

        List<ApiAnswer> answers = AtOnce.call(List.of(
                () -> tryComment(alice, comment, "beneath"),
                () -> tryComment(bob, comment, "beneath, too"),
                () -> bob.client().delete(path(comment)),
                () -> tryComment(alice, post, "@" + bob.username() + " beside")));

        assertThat(answers.subList(0, 2))
                .allMatch(answer -> answer.status() == 201
                        || (answer.status() == 400
                                && !answer.errors("parent_id").isEmpty()));
        assertThat(answers.get(2).status()).isEqualTo(204);
        assertThat(answers.get(3).status()).isEqualTo(201);
        assertThat(Json.ids(alice.client().list(replies(post))))
                .containsExactly(answers.get(3).json().path("id").asLong());
        assertThat(seen(alice, answers.get(3).json().path("id").asLong())
                        .path("reply_to_comment")
                        .isNull())
                .isTrue();
    }

    @RepeatedTest(8)
    @Covers({"POST /api/posts/", "DELETE /api/posts/{postId}/"})
    void an_answer_to_what_is_deleted_meanwhile_is_refused_or_answers_nothing() {
        long post = post(alice);
        long comment = comment(bob, post, "soon gone");

        List<ApiAnswer> answers = AtOnce.call(List.of(
                () -> alice.client()
                        .post(
                                Posts.POSTS,
                                "{\"content\": \"x\", \"parent_id\": %d, \"reply_to_comment_id\": %d}"
                                        .formatted(post, comment)),
                () -> bob.client().delete(path(comment))));

        assertThat(answers.getLast().status()).isEqualTo(204);
        if (answers.getFirst().status() == 201) {
            assertThat(seen(alice, answers.getFirst().json().path("id").asLong())
                            .path("reply_to_comment")
                            .isNull())
                    .isTrue();
        } else {
            assertThat(answers.getFirst().status()).isEqualTo(400);
            assertThat(answers.getFirst().errors("reply_to_comment_id")).hasSize(1);
        }
    }

    @RepeatedTest(8)
    @Covers({"POST /api/posts/{postId}/like/", "DELETE /api/posts/{postId}/"})
    void a_post_that_is_liked_and_commented_while_it_goes_leaves_nothing() {
        long post = post(alice);
        long comment = comment(bob, post, "beneath");

        List<Callable<ApiAnswer>> tasks =
                new ArrayList<>(List.of(() -> alice.client().delete(path(post))));
        for (TestUser user : List.of(alice, bob)) {
            for (long id : List.of(post, comment)) {
                tasks.add(() -> user.client().post(like(id)));
                tasks.add(() -> user.client().post(share(id)));
                tasks.add(() -> tryComment(user, id, "x"));
            }
        }
        List<ApiAnswer> answers = AtOnce.call(tasks);

        assertThat(answers.getFirst().status()).isEqualTo(204);
        assertThat(answers.subList(1, answers.size()))
                .allMatch(answer -> List.of(200, 201, 400, 404).contains(answer.status()));
        assertThat(database.sql("SELECT count(*) FROM posts WHERE id = :post OR root_id = :post")
                        .param("post", post)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @RepeatedTest(4)
    @Covers("DELETE /api/posts/{postId}/")
    void what_is_deleted_many_times_at_once_is_deleted_once() {
        long post = post(alice);
        long comment = comment(alice, post, "soon gone");
        comment(alice, comment, "beneath");

        List<ApiAnswer> answers =
                AtOnce.call(Collections.nCopies(5, () -> alice.client().delete(path(comment))));

        assertThat(answers.stream().map(ApiAnswer::status).sorted()).containsExactly(204, 404, 404, 404, 404);
        assertThat(seen(alice, post).path("comment_count").asInt()).isZero();
    }

    @Test
    @Covers("PATCH /api/posts/{postId}/")
    void changes_of_different_fields_at_once_are_all_kept() {
        long post = post(alice);

        List<ApiAnswer> answers = AtOnce.call(List.of(
                () -> alice.client().send("PATCH", path(post), "{\"content\": \"new\"}"),
                () -> alice.client().send("PATCH", path(post), "{\"type\": \"media\"}"),
                () -> alice.client().send("PATCH", path(post), "{\"media_url\": \"https://x.example/\"}"),
                () -> bob.client().post(like(post))));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        var after = seen(alice, post);
        assertThat(after.path("content").asString()).isEqualTo("new");
        assertThat(after.path("type").asString()).isEqualTo("media");
        assertThat(after.path("media_url").asString()).isEqualTo("https://x.example/");
        assertThat(after.path("likes_count").asInt()).isEqualTo(1);
    }
}
