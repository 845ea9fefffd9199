package com.numeneon.api.posts;

import static com.numeneon.api.posts.Posts.POSTS;
import static com.numeneon.api.posts.Posts.comment;
import static com.numeneon.api.posts.Posts.path;
import static com.numeneon.api.posts.Posts.post;
import static com.numeneon.api.posts.Posts.postOnWall;
import static com.numeneon.api.posts.Posts.publish;
import static com.numeneon.api.posts.Posts.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Covers({"PATCH /api/posts/{postId}/", "PUT /api/posts/{postId}/"})
class PostChangeIT {

    private static final String[] METHODS = {"PATCH", "PUT"};

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "PUT"})
    void what_is_sent_changes_and_the_rest_stays(String method) {
        JsonNode before = publish(alice, "{\"content\": \"old\", \"media_url\": \"https://x.example/a.png\"}");
        long id = before.path("id").asLong();
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = alice.client().send(method, path(id), "{\"content\": \" new \"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode after = answer.json();
        assertThat(after.path("content").asString()).isEqualTo("new");
        assertThat(after.path("updated_at").asString())
                .isGreaterThan(before.path("updated_at").asString());
        assertThat(without(after, "content", "updated_at")).isEqualTo(without(before, "content", "updated_at"));
        assertThat(seen(bob, id)).isEqualTo(after);
        assertThat(events.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    {"type": "milestones"}                                      | a post | milestones | https://x.example/a
                    {"type": null, "content": "b"}                              | b      | media      | https://x.example/a
                    {"media_url": "http://y.example/"}                          | a post | media      | http://y.example/
                    {"media_url": ""}                                           | a post | media      | none
                    {"media_url": null, "type": "thoughts"}                     | a post | thoughts   | none
                    {"content": ""}                                             | ''     | media      | https://x.example/a
                    {"content": null}                                           | ''     | media      | https://x.example/a
                    {"content": "b", "type": "thoughts", "media_url": null}     | b      | thoughts   | none
                    """)
    void each_field_that_can_change_does(String body, String content, String type, String mediaUrl) {
        long id = publish(
                        alice, "{\"content\": \"a post\", \"type\": \"media\", \"media_url\": \"https://x.example/a\"}")
                .path("id")
                .asLong();

        JsonNode after = alice.client().send("PATCH", path(id), body).json();

        assertThat(after.path("content").asString()).isEqualTo(content);
        assertThat(after.path("type").asString()).isEqualTo(type);
        if (mediaUrl == null) {
            assertThat(after.path("media_url").isNull()).isTrue();
        } else {
            assertThat(after.path("media_url").asString()).isEqualTo(mediaUrl);
        }
    }

    @Test
    void nothing_else_of_a_post_can_change_and_what_changes_nothing_moves_no_time() {
        long root = post(bob);
        long id = comment(alice, root, "a comment");
        JsonNode before = seen(alice, id);

        JsonNode after = alice.client()
                .send(
                        "PUT",
                        path(id),
                        "{\"id\": 1, \"author\": %d, \"parent_id\": null, \"parent\": 1, \"target_profile_id\": %d,"
                                        .formatted(bob.id(), bob.id())
                                + " \"mentioned_user_id\": \"x\", \"likes_count\": 9, \"created_at\": 1,"
                                + " \"content\": \"a comment\", \"is_liked\": true}")
                .json();

        assertThat(after).isEqualTo(before);
        assertThat(alice.client().send("PATCH", path(id), "{}").json()).isEqualTo(before);
    }

    @Test
    void a_comment_changes_as_a_post_does() {
        long id = comment(alice, post(bob), "a comment");

        assertThat(alice.client()
                        .send("PATCH", path(id), "{\"content\": \"better\"}")
                        .status())
                .isEqualTo(200);
        assertThat(seen(bob, id).path("content").asString()).isEqualTo("better");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"content": ""}                          | content
                    {"content": null, "media_url": ""}       | content
                    {"content": 7}                           | content
                    {"content": "a\\u0000"}                 | content
                    {"content": "LONG"}                      | content
                    {"type": "rant"}                         | type
                    {"type": ["media"]}                      | type
                    {"media_url": "javascript:alert(1)"}     | media_url
                    {"media_url": {}}                        | media_url
                    """)
    void a_wrong_change_is_refused_by_name_and_changes_nothing(String template, String field) {
        long id = post(alice);
        JsonNode before = seen(alice, id);

        for (String method : METHODS) {
            ApiAnswer answer = alice.client().send(method, path(id), template.replace("LONG", "x".repeat(5_001)));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("errors").propertyNames()).containsExactly(field);
        }
        assertThat(seen(alice, id)).isEqualTo(before);
    }

    @Test
    void only_its_author_changes_a_post() {
        long onBobsWall = postOnWall(alice, bob);
        JsonNode before = seen(alice, onBobsWall);

        for (String method : METHODS) {
            ApiAnswer answer = bob.client().send(method, path(onBobsWall), "{\"content\": \"mine\"}");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.detail()).isNotBlank();
            assertThat(bob.client()
                            .send(method, path(onBobsWall), "{\"content\": 7}")
                            .status())
                    .as("what is wrong with it is not the question")
                    .isEqualTo(403);
            assertThat(bob.client().send(method, path(999_999_999_999L), "{}").status())
                    .isEqualTo(404);
            assertThat(bob.client().send(method, POSTS + "x/", "{}").status()).isEqualTo(400);
            assertThat(service.client().send(method, path(onBobsWall), "{}").status())
                    .isEqualTo(401);
        }
        assertThat(seen(alice, onBobsWall)).isEqualTo(before);
    }

    private static JsonNode without(JsonNode post, String... fields) {
        ObjectNode copy = (ObjectNode) post.deepCopy();
        for (String field : fields) {
            copy.remove(field);
        }
        return copy;
    }
}
