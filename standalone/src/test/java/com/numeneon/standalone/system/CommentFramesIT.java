package com.numeneon.standalone.system;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The frames {@code post_comment} and {@code comment_reply} of {@code contracts/asyncapi.yaml}: every member of
 * {@code data} and no other, on all sockets of those whom the frame is for, on both pods, and on no socket of anybody else.
 */
class CommentFramesIT {

    private final RunningSystem system = SharedSystem.get();
    private final Cast cast = new Cast(system);

    private Person alice;
    private Person bob;
    private Person carol;
    private JsonNode root;

    /** Alice has published the post; dave is her friend and comments nothing. */
    @BeforeEach
    void people() {
        List<Person> people = cast.add("alice", "bob", "carol", "dave");
        alice = people.get(0);
        bob = people.get(1);
        carol = people.get(2);
        Person dave = people.get(3);
        cast.befriend(alice, dave);
        root = alice.publish("What do you think?");
        cast.next(dave, "new_post");
    }

    @AfterEach
    void close() {
        cast.close();
    }

    @Test
    void post_comment_goes_to_the_author_of_the_post() {
        JsonNode comment = comment(bob, root, "Well said");

        cast.expect(alice, "post_comment", postComment(bob, " commented on your post", comment));
        cast.expectNothingElse();
    }

    @Test
    void post_comment_of_a_comment_goes_to_the_author_of_that_comment_and_names_the_root() {
        JsonNode first = comment(bob, root, "Well said");
        cast.next(alice, "post_comment");

        JsonNode second = comment(carol, first, "Indeed");

        cast.expect(bob, "post_comment", postComment(carol, " replied to your comment", second));
        cast.expectNothingElse();
    }

    @Test
    void who_comments_what_is_their_own_gets_no_frame() {
        JsonNode own = comment(alice, root, "I forgot something");
        comment(alice, own, "And more");
        JsonNode other = comment(bob, root, "Well said");

        // Of the same thread, so what came before was handled.
        cast.expect(alice, "post_comment", postComment(bob, " commented on your post", other));
        cast.expectNothingElse();
    }

    @Test
    void comment_reply_goes_to_the_mentioned_user_and_post_comment_to_the_author_of_the_post() {
        JsonNode comment = comment(bob, root, "Well said");
        cast.next(alice, "post_comment");

        JsonNode reply = comment(
                carol,
                root,
                "I think so, too",
                Map.of("reply_to_comment_id", comment.get("id"), "mentioned_user_id", bob.id()));

        cast.expect(bob, "comment_reply", commentReply(carol, comment, reply, bob));
        cast.expect(alice, "post_comment", postComment(carol, " commented on your post", reply));
        cast.expectNothingElse();
    }

    @Test
    void a_bare_name_at_the_beginning_mentions_its_owner_with_the_latest_comment() {
        comment(bob, root, "Well said");
        JsonNode latest = comment(bob, root, "Very well");
        cast.next(alice, "post_comment");
        cast.next(alice, "post_comment");

        JsonNode reply = comment(carol, root, "@" + bob.name().toUpperCase(Locale.ROOT) + " I think so, too");

        cast.expect(bob, "comment_reply", commentReply(carol, latest, reply, bob));
        cast.expect(alice, "post_comment", postComment(carol, " commented on your post", reply));
        cast.expectNothingElse();
    }

    @Test
    void the_author_who_is_mentioned_gets_comment_reply_and_no_post_comment() {
        JsonNode comment = comment(alice, root, "Say something");

        JsonNode reply = comment(bob, root, "@" + alice.name() + " something");

        cast.expect(alice, "comment_reply", commentReply(bob, comment, reply, alice));
        cast.expectNothingElse();
    }

    @Test
    void the_author_of_the_root_without_a_comment_is_mentioned_with_the_root() {
        JsonNode reply = comment(bob, root, "@" + alice.name() + " well said");

        cast.expect(alice, "comment_reply", commentReply(bob, root, reply, alice));
        cast.expectNothingElse();
    }

    @Test
    void who_mentions_themselves_gets_no_frame() {
        comment(bob, root, "Well said");
        cast.next(alice, "post_comment");

        JsonNode reply = comment(bob, root, "@" + bob.name() + " that is me");

        cast.expect(alice, "post_comment", postComment(bob, " commented on your post", reply));
        cast.expectNothingElse();
    }

    @Test
    void a_name_that_is_not_in_the_thread_is_not_mentioned() {
        JsonNode comment = comment(bob, root, "@" + carol.name() + " look at this");

        cast.expect(alice, "post_comment", postComment(bob, " commented on your post", comment));
        cast.expectNothingElse();
    }

    @Test
    void likes_shares_changes_and_deletions_give_nobody_a_frame() {
        String post = "/api/posts/" + root.get("id").asLong() + "/";
        bob.answer("POST", post + "like/", Map.of()).expect(200);
        bob.answer("POST", post + "share/", Map.of()).expect(200);
        alice.answer("PATCH", post, Map.of("content", "What do you really think?"))
                .expect(200);
        JsonNode gone = comment(alice, root, "Never mind");
        alice.answer("DELETE", "/api/posts/" + gone.get("id").asLong() + "/", null)
                .expect(204);
        JsonNode comment = comment(carol, root, "Nothing");

        cast.expect(alice, "post_comment", postComment(carol, " commented on your post", comment));
        cast.expectNothingElse();
    }

    private static JsonNode comment(Person author, JsonNode parent, String content) {
        return comment(author, parent, content, Map.of());
    }

    private static JsonNode comment(Person author, JsonNode parent, String content, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("content", content);
        body.put("parent_id", parent.get("id"));
        return author.post("/api/posts/", body);
    }

    private JsonNode postComment(Person commenter, String message, JsonNode comment) {
        return Json.of(
                "message", commenter.name() + message,
                "commenter", commenter.ref(),
                "post_id", root.get("id"),
                "post", Json.of("id", root.get("id")),
                "comment", Json.of("id", comment.get("id"), "content", comment.get("content")));
    }

    private JsonNode commentReply(Person replier, JsonNode answered, JsonNode reply, Person mentioned) {
        return Json.of(
                "message", replier.name() + " replied to you",
                "replier", replier.ref(),
                "post_id", root.get("id"),
                "post", Json.of("id", root.get("id")),
                "comment", Json.of("id", answered.get("id")),
                "reply", Json.of("id", reply.get("id"), "content", reply.get("content")),
                "mentioned_username", mentioned.name());
    }
}
