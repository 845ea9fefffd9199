package com.numeneon.standalone.system;

import static com.numeneon.standalone.system.Changes.forEverybody;
import static com.numeneon.standalone.system.Changes.id;
import static com.numeneon.standalone.system.Changes.lines;
import static com.numeneon.standalone.system.Changes.oneReplyMore;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.EventType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** How each event comes about between some people, prepared up to the moment before. */
final class Plots {

    private final Cast cast;
    private final Person alice;
    private final Person bob;
    private final Person carol;

    /** Alice is the one who acts and bob the one whom it concerns; carol is a friend of both, dave of nobody. */
    Plots(Cast cast) {
        this.cast = cast;
        List<Person> people = cast.add("alice", "bob", "carol", "dave");
        alice = people.get(0);
        bob = people.get(1);
        carol = people.get(2);
        cast.befriend(alice, carol);
        cast.befriend(bob, carol);
    }

    Person bob() {
        return bob;
    }

    /** No {@code default}: a new event does not compile until it has its place here. */
    Plot of(EventType type) {
        return switch (type) {
            case MESSAGE_SENT -> messageSent();
            case FRIEND_REQUESTED -> friendRequested();
            case FRIEND_REQUEST_CANCELLED ->
                requestGone(() -> alice.answer("DELETE", "/api/friends/cancel/" + bob.id() + "/", null)
                        .expect(204));
            case FRIEND_REQUEST_DECLINED ->
                requestGone(() -> bob.answer("POST", "/api/friends/decline/" + requestIdFromAlice() + "/", Map.of())
                        .expect(200));
            case FRIENDSHIP_ACCEPTED -> friendshipAccepted();
            case FRIENDSHIP_ENDED -> friendshipEnded();
            case POST_PUBLISHED -> postPublished();
            case WALL_POST_PUBLISHED -> wallPostPublished();
            case POST_COMMENTED -> postCommented();
            case COMMENT_REPLIED -> commentReplied();
            case SESSION_REVOKED -> sessionRevoked();
        };
    }

    private Plot messageSent() {
        alice.write(bob, "the first, not read yet");
        cast.next(bob, "new_message");
        carol.write(bob, "a later conversation");
        cast.next(bob, "new_message");
        return new Plot(
                List.of(),
                () -> alice.write(bob, "the second"),
                new Plot.ExpectedFrame("new_message", (sent, after, message) -> {
                    JsonNode listed = after.entity(bob, "conversation with alice", id(sent));
                    return Json.of(
                            "id", listed.get("id"),
                            "sender", listed.get("sender"),
                            "content", listed.get("content"),
                            "created_at", listed.get("created_at"));
                }),
                () -> {},
                sent -> lines(
                        "alice: messages +" + id(sent),
                        "alice: conversation with bob +" + id(sent),
                        "alice: conversations ~bob.last_message",
                        "bob: messages +" + id(sent),
                        "bob: conversation with alice +" + id(sent),
                        "bob: conversations ~alice.last_message",
                        "bob: conversations ~alice.unread_count",
                        "bob: conversations order"));
    }

    private Plot friendRequested() {
        return new Plot(
                List.of(),
                () -> alice.post("/api/friends/request/" + bob.id() + "/", Map.of()),
                new Plot.ExpectedFrame("friend_request", (asked, after, message) -> {
                    JsonNode listed = after.entity(
                            bob, "requests", asked.get("request_id").asString());
                    return Json.of("request_id", listed.get("id"), "from_user", listed.get("from_user"));
                }),
                () -> {},
                asked -> lines(
                        "alice: sent requests +" + asked.get("request_id").asString(),
                        "alice: suggestions -bob",
                        "bob: requests +" + asked.get("request_id").asString(),
                        "bob: suggestions -alice"));
    }

    /** By alice's cancelling or by bob's declining: nobody is told, and each may be suggested to the other again. */
    private Plot requestGone(Supplier<JsonNode> act) {
        long requestId = alice.ask(bob);
        cast.next(bob, "friend_request");
        return new Plot(
                List.of(),
                act,
                null,
                this::aliceAsksBobAgain,
                answer -> lines(
                        "alice: sent requests -" + requestId,
                        "alice: suggestions +bob",
                        "bob: requests -" + requestId,
                        "bob: suggestions +alice"));
    }

    /** Here bob is the one who asked. */
    private Plot friendshipAccepted() {
        long requestId = bob.ask(alice);
        cast.next(alice, "friend_request");
        return new Plot(
                List.of(),
                () -> alice.post("/api/friends/accept/" + requestId + "/", Map.of()),
                new Plot.ExpectedFrame("friend_accepted", (answer, after, message) -> {
                    assertThat(message).contains(alice.name());
                    return Json.of("friend", after.entity(bob, "friends", "alice"), "message", message);
                }),
                () -> {},
                answer -> lines(
                        "alice: friends +bob",
                        "alice: requests -" + requestId,
                        "bob: friends +alice",
                        "bob: sent requests -" + requestId));
    }

    private Plot friendshipEnded() {
        cast.befriend(alice, bob);
        return new Plot(
                List.of(),
                () -> alice.answer("DELETE", "/api/friends/remove/" + bob.id() + "/", null)
                        .expect(204),
                null,
                this::aliceAsksBobAgain,
                answer -> lines(
                        "alice: friends -bob",
                        "alice: suggestions +bob",
                        "bob: friends -alice",
                        "bob: suggestions +alice"));
    }

    private Plot postPublished() {
        alice.answer("DELETE", "/api/friends/remove/" + carol.id() + "/", null).expect(204);
        cast.befriend(alice, bob);
        return new Plot(
                List.of(),
                () -> alice.post(
                        "/api/posts/",
                        Map.of("content", "A thought", "type", "media", "media_url", "https://pics.example/a.png")),
                new Plot.ExpectedFrame("new_post", (answer, after, message) -> {
                    JsonNode listed = after.entity(bob, "posts", id(answer));
                    assertThat(after.entity(bob, "posts of alice", id(answer))).isEqualTo(listed);
                    return Json.of(
                            "id", listed.get("id"),
                            "author", listed.get("author"),
                            "message", "posted something new",
                            "post_type", listed.get("type"),
                            "content", listed.get("content"),
                            "media_url", listed.get("media_url"));
                }),
                () -> {},
                answer -> forEverybody("posts +" + id(answer), "posts of alice +" + id(answer)));
    }

    private Plot wallPostPublished() {
        return new Plot(
                List.of(),
                () -> alice.post(
                        "/api/posts/",
                        Map.of(
                                "content", "For you",
                                "target_profile_id", bob.id(),
                                "media_url", "https://pics.example/a.png")),
                new Plot.ExpectedFrame("wall_post", (answer, after, message) -> {
                    JsonNode listed = after.entity(bob, "posts of bob", id(answer));
                    assertThat(message).contains(alice.name());
                    return Json.of(
                            "message", message,
                            "author", listed.get("author"),
                            "post_id", listed.get("id"),
                            "post",
                                    Json.of(
                                            "id", listed.get("id"),
                                            "content", listed.get("content"),
                                            "media_url", listed.get("media_url")));
                }),
                () -> {},
                answer -> forEverybody(
                        "posts +" + id(answer), "posts of alice +" + id(answer), "posts of bob +" + id(answer)));
    }

    private Plot postCommented() {
        JsonNode root = rootOfBob();
        return new Plot(
                List.of(root.get("id").asLong()),
                () -> alice.post("/api/posts/", Map.of("content", "Well said", "parent_id", root.get("id"))),
                new Plot.ExpectedFrame("post_comment", (answer, after, message) -> {
                    JsonNode listed = after.entity(bob, "replies of " + id(root), id(answer));
                    assertThat(message).contains(alice.name());
                    return Json.of(
                            "message", message,
                            "commenter", listed.get("author"),
                            "post_id", listed.get("parent"),
                            "post", Json.of("id", listed.get("parent")),
                            "comment", Json.of("id", listed.get("id"), "content", listed.get("content")));
                }),
                () -> {},
                answer -> oneReplyMore(root, "bob", answer));
    }

    private Plot commentReplied() {
        JsonNode root = carol.publish("What do you think?");
        cast.next(alice, "new_post");
        cast.next(bob, "new_post");
        JsonNode comment = bob.post("/api/posts/", Map.of("content", "This", "parent_id", root.get("id")));
        cast.next(carol, "post_comment");
        return new Plot(
                List.of(root.get("id").asLong(), comment.get("id").asLong()),
                () -> {
                    JsonNode reply = alice.post(
                            "/api/posts/",
                            Map.of(
                                    "content", "I think so, too",
                                    "parent_id", root.get("id"),
                                    "reply_to_comment_id", comment.get("id"),
                                    "mentioned_user_id", bob.id()));
                    cast.next(carol, "post_comment");
                    return reply;
                },
                new Plot.ExpectedFrame("comment_reply", (answer, after, message) -> {
                    JsonNode listed = after.entity(bob, "replies of " + id(root), id(answer));
                    assertThat(message).contains(alice.name());
                    return Json.of(
                            "message", message,
                            "replier", listed.get("author"),
                            "post_id", listed.get("parent"),
                            "post", Json.of("id", listed.get("parent")),
                            "comment", Json.of("id", listed.get("reply_to_comment")),
                            "reply", Json.of("id", listed.get("id"), "content", listed.get("content")),
                            "mentioned_username", listed.get("mentioned_user").get("username"));
                }),
                () -> {},
                answer -> oneReplyMore(root, "carol", answer));
    }

    /** Bob has logged in twice; one of the two ends, and the data of nobody changes. */
    private Plot sessionRevoked() {
        Person elsewhere = bob.elsewhere();
        Sockets ending = elsewhere.connectEverywhere();
        return new Plot(
                List.of(),
                () -> {
                    elsewhere.logOut();
                    return Json.of();
                },
                null,
                () -> {
                    for (FrameSocket socket : ending.all()) {
                        assertThat(socket.closeCode()).isEqualTo(4003);
                        assertThat(socket.hasFrame())
                                .as("a frame before the close")
                                .isFalse();
                    }
                },
                answer -> lines());
    }

    /** With the key of the event in question, so the pods handle it later. */
    private void aliceAsksBobAgain() {
        alice.ask(bob);
        cast.next(bob, "friend_request");
    }

    private long requestIdFromAlice() {
        return bob.get("/api/friends/requests/").get(0).get("id").asLong();
    }

    private JsonNode rootOfBob() {
        JsonNode root = bob.publish("What do you think?");
        cast.next(carol, "new_post");
        return root;
    }
}
