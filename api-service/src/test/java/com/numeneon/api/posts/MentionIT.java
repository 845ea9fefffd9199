package com.numeneon.api.posts;

import static com.numeneon.api.posts.Posts.comment;
import static com.numeneon.api.posts.Posts.commented;
import static com.numeneon.api.posts.Posts.post;
import static com.numeneon.api.posts.Posts.publish;
import static com.numeneon.api.posts.Posts.seen;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import com.numeneon.api.testing.WrittenEvents.Written;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Covers("POST /api/posts/")
class MentionIT {

    private static final String COMMENTED = "post.commented.v1";
    private static final String REPLIED = "comment.replied.v1";

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);
    private final TestUser carol = TestUser.signUp(service);
    private final long post = post(alice);

    @Test
    void an_answer_with_all_its_fields_is_told_to_the_mentioned_and_to_the_author_of_the_post() {
        long bobs = comment(bob, post, "first");
        WrittenEvents events = WrittenEvents.fromNow();

        JsonNode reply = publish(
                carol,
                "{\"content\": \"so true\", \"parent_id\": %d, \"reply_to_comment_id\": %d,".formatted(post, bobs)
                        + " \"mentioned_user_id\": %d, \"mentioned_username\": \"%s\"}"
                                .formatted(bob.id(), bob.username()));

        assertThat(reply.path("reply_to_comment").asLong()).isEqualTo(bobs);
        assertThat(reply.path("mentioned_user").path("username").asString()).isEqualTo(bob.username());
        assertThat(reply.path("mentioned_user").propertyNames())
                .containsExactlyInAnyOrder("id", "username", "first_name", "last_name", "profile_picture");
        assertThat(seen(alice, reply.path("id").asLong())).isEqualTo(reply);
        List<Written> written = events.all();
        assertThat(written.stream().map(Written::type)).containsExactly(COMMENTED, REPLIED);
        assertThat(written).allMatch(event -> event.key().equals("post:" + post));
        assertThat(written.getFirst().audience()).containsExactly(alice.id());
        Written told = written.getLast();
        assertThat(told.audience()).containsExactly(bob.id());
        assertThat(told.body().path("reply_id")).isEqualTo(reply.path("id"));
        assertThat(told.body().path("root_post_id").asLong()).isEqualTo(post);
        assertThat(told.body().path("answered_id").asLong()).isEqualTo(bobs);
        assertThat(told.body().path("replier")).isEqualTo(reply.path("author"));
        assertThat(told.body().path("mentioned_user_id").asLong()).isEqualTo(bob.id());
        assertThat(told.body().path("mentioned_username").asString()).isEqualTo(bob.username());
        assertThat(told.body().path("content").asString()).isEqualTo("so true");
        assertThat(told.body().path("created_at")).isEqualTo(reply.path("created_at"));
    }

    @Test
    void who_is_mentioned_as_author_of_the_parent_is_told_once() {
        WrittenEvents events = WrittenEvents.fromNow();

        publish(
                bob,
                "{\"content\": \"x\", \"parent_id\": %d, \"mentioned_username\": \"%s\"}"
                        .formatted(post, alice.username().toUpperCase(Locale.ROOT)));

        assertThat(events.all().stream().map(Written::type)).containsExactly(COMMENTED, REPLIED);
        assertThat(events.all().getFirst().audience()).isEmpty();
        assertThat(events.all().getLast().audience()).containsExactly(alice.id());
        assertThat(events.all().getLast().body().path("answered_id").asLong())
                .as("what it answers is the post, as there is no comment")
                .isEqualTo(post);
    }

    @Test
    void who_mentions_themselves_is_told_nothing() {
        WrittenEvents events = WrittenEvents.fromNow();

        JsonNode comment = publish(
                bob, "{\"content\": \"x\", \"parent_id\": %d, \"mentioned_user_id\": %d}".formatted(post, bob.id()));

        assertThat(comment.path("mentioned_user").path("id").asLong()).isEqualTo(bob.id());
        assertThat(events.only().type()).isEqualTo(COMMENTED);
        assertThat(events.only().audience()).containsExactly(alice.id());
    }

    @Test
    void an_id_counts_more_than_a_name_and_both_more_than_the_content() {
        comment(carol, post, "here");

        JsonNode byId = publish(
                bob,
                "{\"content\": \"@%s x\", \"parent_id\": %d, \"mentioned_user_id\": %d, \"mentioned_username\": \"?\"}"
                        .formatted(carol.username(), post, alice.id()));
        JsonNode byName = publish(
                bob,
                "{\"content\": \"@%s x\", \"parent_id\": %d, \"mentioned_username\": \"%s\"}"
                        .formatted(carol.username(), post, alice.username()));

        assertThat(byId.path("mentioned_user").path("id").asLong()).isEqualTo(alice.id());
        assertThat(byName.path("mentioned_user").path("id").asLong()).isEqualTo(alice.id());
        assertThat(byName.path("reply_to_comment").isNull()).isTrue();
    }

    @Test
    void a_name_that_becomes_somebodys_only_in_lower_case_is_nobodys() {
        TestUser kate = TestUser.signUp(service, "k" + TestUser.freshName());
        comment(kate, post, "here");
        String withKelvinSign = kate.username().replaceFirst("k", "\u212a");

        JsonNode reply = commented(carol, post, "@" + withKelvinSign + " I agree");

        assertThat(reply.path("mentioned_user").isNull()).isTrue();
        assertThat(kate.client().list("/api/posts/?username=" + URLEncoder.encode(withKelvinSign, UTF_8)))
                .isEmpty();
    }

    @Test
    void a_bare_name_of_somebody_in_the_thread_answers_their_latest_comment_there() {
        long first = comment(bob, post, "first");
        long latest = comment(bob, first, "and second, somewhere beneath");
        comment(bob, post(bob), "in another thread");
        WrittenEvents events = WrittenEvents.fromNow();

        JsonNode reply = commented(carol, post, "@" + bob.username().toUpperCase(Locale.ROOT) + " I agree");

        assertThat(reply.path("content").asString())
                .startsWith("@" + bob.username().toUpperCase(Locale.ROOT));
        assertThat(reply.path("parent").asLong()).isEqualTo(post);
        assertThat(reply.path("mentioned_user").path("id").asLong()).isEqualTo(bob.id());
        assertThat(reply.path("reply_to_comment").asLong()).isEqualTo(latest);
        assertThat(events.all().stream().map(Written::type)).containsExactly(COMMENTED, REPLIED);
        assertThat(events.all().getFirst().audience()).containsExactly(alice.id());
        assertThat(events.all().getLast().audience()).containsExactly(bob.id());
        assertThat(events.all().getLast().body().path("mentioned_username").asString())
                .as("as they write it themselves")
                .isEqualTo(bob.username());
    }

    @Test
    void a_bare_name_of_the_posts_author_needs_no_comment_of_theirs() {
        WrittenEvents events = WrittenEvents.fromNow();

        JsonNode reply = commented(bob, post, "@" + alice.username());

        assertThat(reply.path("mentioned_user").path("id").asLong()).isEqualTo(alice.id());
        assertThat(reply.path("reply_to_comment").isNull()).isTrue();
        assertThat(events.all().getFirst().audience()).isEmpty();
        assertThat(events.all().getLast().audience()).containsExactly(alice.id());
    }

    @Test
    void a_bare_name_ends_at_any_white_space_and_an_answered_comment_that_is_named_stays() {
        long first = comment(bob, post, "first");
        comment(bob, post, "second");

        JsonNode lines = commented(carol, post, "@" + bob.username() + "\nhello");
        JsonNode wide = commented(carol, post, "@" + bob.username() + "\u00a0hello");
        JsonNode answering = publish(
                carol,
                "{\"content\": \"@%s x\", \"parent_id\": %d, \"reply_to_comment_id\": %d}"
                        .formatted(bob.username(), post, first));

        assertThat(List.of(lines, wide, answering))
                .allMatch(reply -> reply.path("mentioned_user").path("id").asLong() == bob.id());
        assertThat(answering.path("reply_to_comment").asLong()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@OUTSIDER hello",
                "@no-such-name hello",
                "@BOB, hello",
                "@BOBx hello",
                "@ BOB hello",
                "@@BOB hello",
                "hello @BOB",
                "BOB hello",
                "@"
            })
    void any_other_content_is_an_ordinary_comment(String template) {
        TestUser outsider = TestUser.signUp(service);
        post(outsider);
        comment(bob, post, "here");
        WrittenEvents events = WrittenEvents.fromNow();

        JsonNode comment = commented(
                carol, post, template.replace("BOB", bob.username()).replace("OUTSIDER", outsider.username()));

        assertThat(comment.path("mentioned_user").isNull()).isTrue();
        assertThat(comment.path("reply_to_comment").isNull()).isTrue();
        assertThat(events.only().type()).isEqualTo(COMMENTED);
        assertThat(events.only().audience()).containsExactly(alice.id());
    }
}
