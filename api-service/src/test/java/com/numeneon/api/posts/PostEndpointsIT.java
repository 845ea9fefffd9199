package com.numeneon.api.posts;

import static com.numeneon.api.posts.Posts.publish;
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

@Covers("POST /api/posts/")
class PostEndpointsIT {

    private static final String POSTS = "/api/posts/";

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @Test
    void an_ordinary_post_is_answered_stored_and_told_to_the_friends_of_that_moment() {
        TestUser carol = TestUser.signUp(service);
        TestUser dora = TestUser.signUp(service);
        alice.befriend(bob);
        carol.befriend(alice);
        alice.befriend(dora);
        alice.client().delete("/api/friends/remove/" + dora.id() + "/");
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = alice.client()
                .post(
                        POSTS,
                        "{\"content\": \" First! \", \"type\": \"milestones\","
                                + " \"media_url\": \"https://pics.example/a.png\"}");

        assertThat(answer.status()).isEqualTo(201);
        JsonNode post = answer.json();
        assertThat(post.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "author",
                        "content",
                        "type",
                        "media_url",
                        "created_at",
                        "updated_at",
                        "parent",
                        "target_profile",
                        "target_profile_id",
                        "reply_to_comment",
                        "mentioned_user",
                        "reply_count",
                        "likes_count",
                        "comment_count",
                        "shares_count",
                        "is_liked");
        assertThat(post.path("id").isIntegralNumber()).isTrue();
        assertThat(post.path("author").propertyNames())
                .containsExactlyInAnyOrder("id", "username", "first_name", "last_name", "profile_picture");
        assertThat(post.path("author").path("id").asLong()).isEqualTo(alice.id());
        assertThat(post.path("content").asString()).isEqualTo("First!");
        assertThat(post.path("type").asString()).isEqualTo("milestones");
        assertThat(post.path("media_url").asString()).isEqualTo("https://pics.example/a.png");
        assertThat(post.path("created_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(post.path("updated_at")).isEqualTo(post.path("created_at"));
        for (String none :
                new String[] {"parent", "target_profile", "target_profile_id", "reply_to_comment", "mentioned_user"}) {
            assertThat(post.path(none).isNull()).as(none).isTrue();
        }
        for (String zero : new String[] {"reply_count", "likes_count", "comment_count", "shares_count"}) {
            assertThat(post.path(zero).isIntegralNumber()).as(zero).isTrue();
            assertThat(post.path(zero).asInt()).as(zero).isZero();
        }
        assertThat(post.path("is_liked").isBoolean()).isTrue();
        assertThat(bob.client().get(POSTS + post.path("id") + "/").json()).isEqualTo(post);

        WrittenEvents.Written event = events.only();
        assertThat(event.topic()).isEqualTo("numeneon.posts");
        assertThat(event.type()).isEqualTo("post.published.v1");
        assertThat(event.key()).isEqualTo("author:" + alice.id());
        assertThat(event.audience()).containsExactlyInAnyOrder(bob.id(), carol.id());
        assertThat(event.body().path("post_id")).isEqualTo(post.path("id"));
        assertThat(event.body().path("author")).isEqualTo(post.path("author"));
        assertThat(event.body().path("post_type").asString()).isEqualTo("milestones");
        assertThat(event.body().path("content").asString()).isEqualTo("First!");
        assertThat(event.body().path("media_url")).isEqualTo(post.path("media_url"));
        assertThat(event.body().path("created_at")).isEqualTo(post.path("created_at"));
    }

    @Test
    void a_post_without_friends_is_told_to_nobody() {
        WrittenEvents events = WrittenEvents.fromNow();

        publish(alice, "{\"content\": \"x\"}");

        assertThat(events.only().type()).isEqualTo("post.published.v1");
        assertThat(events.only().audience()).isEmpty();
    }

    @Test
    void a_post_on_another_wall_is_told_to_its_owner_alone() {
        alice.befriend(TestUser.signUp(service));
        WrittenEvents events = WrittenEvents.fromNow();

        JsonNode post =
                publish(alice, "{\"content\": \"Happy birthday!\", \"target_profile_id\": %d}".formatted(bob.id()));

        assertThat(post.path("target_profile_id").asLong()).isEqualTo(bob.id());
        assertThat(post.path("target_profile").path("username").asString()).isEqualTo(bob.username());
        assertThat(post.path("type").asString()).isEqualTo("thoughts");
        assertThat(post.path("media_url").isNull()).isTrue();
        assertThat(bob.client().get(POSTS + post.path("id") + "/").json()).isEqualTo(post);
        WrittenEvents.Written event = events.only();
        assertThat(event.topic()).isEqualTo("numeneon.posts");
        assertThat(event.type()).isEqualTo("wall_post.published.v1");
        assertThat(event.key()).isEqualTo("author:" + alice.id());
        assertThat(event.audience()).containsExactly(bob.id());
        assertThat(event.body().path("wall_owner_id").asLong()).isEqualTo(bob.id());
        assertThat(event.body().path("post_id")).isEqualTo(post.path("id"));
        assertThat(event.body().path("content").asString()).isEqualTo("Happy birthday!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\": \"x\", \"target_profile_id\": ME}",
                "{\"content\": \"x\", \"target_profile_id\": null}",
                "{\"content\": \"x\", \"type\": null, \"media_url\": \"\"}",
                "{\"content\": \"x\", \"parent_id\": null, \"reply_to_comment_id\": null,"
                        + " \"mentioned_user_id\": null, \"mentioned_username\": \"\"}"
            })
    void what_says_nothing_makes_an_ordinary_post(String template) {
        WrittenEvents events = WrittenEvents.fromNow();

        JsonNode post = publish(alice, template.replace("ME", "" + alice.id()));

        assertThat(post.path("target_profile_id").isNull()).isTrue();
        assertThat(post.path("media_url").isNull()).isTrue();
        assertThat(post.path("type").asString()).isEqualTo("thoughts");
        assertThat(events.only().type()).isEqualTo("post.published.v1");
    }

    @Test
    void a_media_url_alone_is_a_post() {
        JsonNode post =
                publish(alice, "{\"content\": \"\", \"type\": \"media\", \"media_url\": \"http://x.example/\"}");

        assertThat(post.path("content").asString()).isEmpty();
        assertThat(post.path("content").isString()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                       | content
                    {"content": "  "}                                        | content
                    {"content": null, "media_url": null}                     | content
                    {"content": 7}                                           | content
                    {"content": "a\\u0000"}                                  | content
                    {"content": "a\\udc00"}                                  | content
                    {"content": "LONG"}                                      | content
                    {"content": "x", "type": "rant"}                         | type
                    {"content": "x", "type": 1}                              | type
                    {"content": "x", "media_url": "javascript:alert(1)"}     | media_url
                    {"content": "x", "media_url": "ftp://x.example/"}        | media_url
                    {"content": "x", "media_url": ["https://x.example/"]}    | media_url
                    {"media_url": "nonsense"}                                | media_url
                    {"content": "x", "target_profile_id": 999999999999}      | target_profile_id
                    {"content": "x", "target_profile_id": "1"}               | target_profile_id
                    {"content": "x", "target_profile_id": -1}                | target_profile_id
                    {"content": "x", "parent_id": 999999999999}              | parent_id
                    {"content": "x", "parent_id": -1}                        | parent_id
                    {"content": "x", "parent_id": {}}                        | parent_id
                    {"content": "x", "parent_id": "1"}                       | parent_id
                    {"content": "x", "reply_to_comment_id": 1}               | reply_to_comment_id
                    {"content": "x", "reply_to_comment_id": "1"}             | reply_to_comment_id
                    {"content": "x", "mentioned_user_id": 999999999999}      | mentioned_user_id
                    {"content": "x", "mentioned_user_id": [1]}               | mentioned_user_id
                    {"content": "x", "mentioned_username": "no such name"}   | mentioned_username
                    {"content": "x", "mentioned_username": 7}                | mentioned_username
                    """)
    void a_wrong_field_is_named_and_nothing_is_stored(String template, String field) {
        WrittenEvents events = WrittenEvents.fromNow();

        ApiAnswer answer = alice.client().post(POSTS, template.replace("LONG", "x".repeat(5_001)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").propertyNames()).containsExactly(field);
        assertThat(events.all()).isEmpty();
        assertThat(alice.client().get(POSTS + "?username=" + alice.username()).json())
                .isEmpty();
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        ApiAnswer answer = alice.client()
                .post(
                        POSTS,
                        "{\"type\": \"rant\", \"target_profile_id\": 999999999999, \"reply_to_comment_id\": 1,"
                                + " \"mentioned_user_id\": 999999999999}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").propertyNames())
                .containsExactlyInAnyOrder(
                        "content", "type", "target_profile_id", "reply_to_comment_id", "mentioned_user_id");
    }

    @Test
    void a_mention_in_a_post_is_shown_and_told_nobody() {
        WrittenEvents events = WrittenEvents.fromNow();

        JsonNode post = publish(alice, "{\"content\": \"x\", \"mentioned_user_id\": %d}".formatted(bob.id()));

        assertThat(post.path("mentioned_user").path("username").asString()).isEqualTo(bob.username());
        assertThat(alice.client().get(POSTS + post.path("id") + "/").json()).isEqualTo(post);
        assertThat(events.only().audience()).isEmpty();
    }

    @Test
    void the_longest_text_comes_back_as_it_was() {
        String longest = "é".repeat(5_000);

        assertThat(publish(alice, "{\"content\": \"" + longest + "\"}")
                        .path("content")
                        .asString())
                .isEqualTo(longest);
    }

    @Test
    @Covers("GET /api/posts/{postId}/")
    void a_post_that_is_not_there_is_not_found() {
        assertThat(alice.client().get(POSTS + "999999999999/").status()).isEqualTo(404);
        assertThat(alice.client().get(POSTS + "9999999999999999999/").status()).isEqualTo(404);
        assertThat(alice.client().get(POSTS + "99999999999999999999/").status()).isEqualTo(400);
        assertThat(alice.client().get(POSTS + "abc/").status()).isEqualTo(400);
        assertThat(service.client().get(POSTS).status()).isEqualTo(401);
    }
}
