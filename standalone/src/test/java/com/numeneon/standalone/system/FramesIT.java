package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The frames of {@code contracts/asyncapi.yaml}, one by one: every member of {@code data} and no other, on all sockets of
 * those whom the frame is for, on both pods, and on no socket of anybody else.
 */
class FramesIT {

    private final RunningSystem system = SharedSystem.get();
    private final Cast cast = new Cast(system);

    private Person alice;
    private Person bob;
    private Person carol;
    private Person dave;

    /** Alice is a friend of bob and of carol; bob is one of dave; all others are strangers. */
    @BeforeEach
    void people() {
        List<Person> people = cast.add("alice", "bob", "carol", "dave");
        alice = people.get(0);
        bob = people.get(1);
        carol = people.get(2);
        dave = people.get(3);
        cast.befriend(alice, bob);
        cast.befriend(alice, carol);
        cast.befriend(bob, dave);
    }

    @AfterEach
    void close() {
        cast.close();
    }

    @Test
    void connection_established_comes_first_and_names_the_user_and_this_one_socket() {
        try (FrameSocket one = FrameSocket.openUnread(system.http(), system.origin(), alice.accessToken());
                FrameSocket other = FrameSocket.openUnread(system.http(), system.origin(), alice.accessToken())) {
            JsonNode first = one.next();
            JsonNode sessionId = first.get("data").get("session_id");
            assertThat(sessionId.asString()).isNotBlank();
            assertThat(first)
                    .isEqualTo(Json.of(
                            "type",
                            "connection_established",
                            "data",
                            Json.of("user_id", alice.id(), "username", alice.name(), "session_id", sessionId)));
            assertThat(other.next().get("data").get("session_id")).isNotEqualTo(sessionId);
        }
    }

    @Test
    void ping_gets_pong_and_anything_else_an_error() {
        try (FrameSocket socket = alice.connect()) {
            socket.send("{\"type\":\"ping\"}");
            assertThat(socket.next()).isEqualTo(Json.of("type", "pong"));

            for (String wrong :
                    new String[] {"{\"type\":\"subscribe\"}", "{\"data\":{}}", "[]", "hello", "{\"type\":"}) {
                socket.send(wrong);
                JsonNode error = socket.next();
                String detail = error.get("data").get("detail").asString();
                assertThat(detail).as("detail of the answer to %s", wrong).isNotBlank();
                assertThat(error).isEqualTo(Json.of("type", "error", "data", Json.of("detail", detail)));
            }

            socket.expectNothingMore();
        }
    }

    @Test
    void new_message_goes_to_the_receiver() {
        JsonNode message = alice.write(bob, "Hello Bob");

        cast.expect(
                bob,
                "new_message",
                Json.of(
                        "id", message.get("id"),
                        "sender", alice.ref(),
                        "content", "Hello Bob",
                        "created_at", message.get("created_at")));
        cast.expectNothingElse();
    }

    @Test
    void friend_request_goes_to_the_addressee() {
        long requestId = alice.ask(dave);

        cast.expect(dave, "friend_request", Json.of("request_id", requestId, "from_user", alice.ref()));
        cast.expectNothingElse();
    }

    @Test
    void friend_accepted_goes_to_the_requester() {
        long requestId = alice.ask(dave);
        cast.next(dave, "friend_request");

        dave.accept(requestId);

        cast.expect(alice, "friend_accepted", accepted(dave));
        cast.expectNothingElse();
    }

    @Test
    void a_request_to_one_who_asked_already_gives_friend_accepted_to_the_first_and_no_second_request() {
        alice.ask(dave);
        cast.next(dave, "friend_request");

        dave.ask(alice);

        cast.expect(alice, "friend_accepted", accepted(dave));
        cast.expectNothingElse();
    }

    @Test
    void a_refused_request_gives_nobody_a_frame() {
        alice.answer("POST", "/api/friends/request/" + bob.id() + "/", Map.of()).expect(400);
        alice.ask(dave);
        alice.answer("POST", "/api/friends/request/" + dave.id() + "/", Map.of())
                .expect(400);
        alice.write(bob, "after that");

        cast.next(dave, "friend_request");
        cast.next(bob, "new_message");
        cast.expectNothingElse();
    }

    @Test
    void new_post_goes_to_every_friend_of_the_author() {
        JsonNode post = alice.post(
                "/api/posts/",
                Map.of("content", "A thought", "type", "milestones", "media_url", "https://pics.example/a.png"));

        JsonNode data = newPost(alice, post, "milestones", "A thought", "https://pics.example/a.png");
        cast.expect(bob, "new_post", data);
        cast.expect(carol, "new_post", data);
        cast.expectNothingElse();
    }

    @Test
    void a_post_on_ones_own_wall_is_a_new_post_and_no_wall_post() {
        JsonNode post = alice.post("/api/posts/", Map.of("content", "Mine", "target_profile_id", alice.id()));

        JsonNode data = newPost(alice, post, "thoughts", "Mine", null);
        cast.expect(bob, "new_post", data);
        cast.expect(carol, "new_post", data);
        cast.expectNothingElse();
    }

    @Test
    void a_post_of_somebody_without_friends_gives_nobody_a_frame() {
        Person loner = cast.add("loner").getFirst();
        loner.publish("Hello?");
        loner.post("/api/posts/", Map.of("content", "Hi", "target_profile_id", dave.id()));

        assertThat(cast.next(dave, "wall_post").get("post").get("content").asString())
                .as("of the same author, so what came before was handled")
                .isEqualTo("Hi");
        cast.expectNothingElse();
    }

    @Test
    void who_is_no_friend_any_more_gets_no_new_post() {
        alice.answer("DELETE", "/api/friends/remove/" + bob.id() + "/", null).expect(204);

        JsonNode post = alice.publish("Without bob");

        cast.expect(carol, "new_post", newPost(alice, post, "thoughts", "Without bob", null));
        cast.expectNothingElse();
    }

    @Test
    void wall_post_goes_to_the_owner_of_the_wall_and_to_no_friend_of_either() {
        JsonNode post = alice.post(
                "/api/posts/",
                Map.of("content", "For you", "target_profile_id", bob.id(), "media_url", "https://pics.example/b.png"));

        cast.expect(
                bob,
                "wall_post",
                Json.of(
                        "message", alice.name() + " posted on your wall",
                        "author", alice.ref(),
                        "post_id", post.get("id"),
                        "post",
                                Json.of(
                                        "id", post.get("id"),
                                        "content", "For you",
                                        "media_url", "https://pics.example/b.png")));
        cast.expectNothingElse();
    }

    private static JsonNode newPost(
            Person author, JsonNode post, String type, String content, @Nullable String mediaUrl) {
        return Json.of(
                "id",
                post.get("id"),
                "author",
                author.ref(),
                "message",
                "posted something new",
                "post_type",
                type,
                "content",
                content,
                "media_url",
                mediaUrl);
    }

    private static JsonNode accepted(Person friend) {
        return Json.of("friend", friend.ref(), "message", friend.name() + " accepted your friend request");
    }
}
