package com.numeneon.api.hostile;

import com.numeneon.api.testing.Cast;
import com.numeneon.api.testing.TestUser;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Every endpoint of the service. A test compares it with what is mapped: who adds an endpoint adds it here. */
public final class Catalogue {

    private static final String[] TYPES = {"thoughts", "media", "milestones"};

    private static final Input[] PROFILE = {
        BodyInputs.optionalText("bio", 500),
        BodyInputs.optionalText("location", 100),
        BodyInputs.url("website"),
        BodyInputs.url("avatar"),
        BodyInputs.optionalText("first_name", 150),
        BodyInputs.optionalText("last_name", 150)
    };

    private Catalogue() {}

    public static List<Endpoint> all() {
        return Stream.of(pages(), accounts(), friends(), messages(), posts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Endpoint> pages() {
        return List.of(
                Endpoint.open("GET", "/", 200, (cast, request) -> request),
                Endpoint.open("GET", "/api", 200, (cast, request) -> request),
                Endpoint.open("GET", "/.well-known/jwks.json", 200, (cast, request) -> request),
                Endpoint.open("GET", "/docs", 200, (cast, request) -> request),
                Endpoint.open(
                        "GET",
                        "/docs/{file}",
                        200,
                        (cast, request) -> request.path("file", "index.html"),
                        AddressInputs.pathName("file")));
    }

    private static List<Endpoint> accounts() {
        return List.of(
                Endpoint.open(
                        "POST",
                        "/api/auth/signup",
                        201,
                        (cast, request) -> {
                            String name = Cast.freshName();
                            return request.text("username", name)
                                    .text("email", name + "@example.org")
                                    .text("password", "a good password");
                        },
                        BodyInputs.username("username"),
                        BodyInputs.email("email"),
                        BodyInputs.newPassword("password"),
                        BodyInputs.optionalText("display_name", 150)),
                Endpoint.open(
                        "POST",
                        "/api/auth/login",
                        200,
                        (cast, request) -> request.text("email", cast.caller().email())
                                .text("password", cast.caller().password()),
                        BodyInputs.text("email", 254),
                        BodyInputs.text("password", 128)),
                Endpoint.open(
                        "POST",
                        "/api/auth/token/refresh",
                        200,
                        (cast, request) -> request.text("refresh", cast.caller().refresh()),
                        BodyInputs.token("refresh")),
                Endpoint.open(
                        "POST",
                        "/api/auth/logout",
                        204,
                        (cast, request) ->
                                request.text("refresh", cast.session().refresh()),
                        BodyInputs.token("refresh")),
                Endpoint.closed("GET", "/api/auth/me", 200, (cast, request) -> request),
                Endpoint.closed(
                        "PATCH",
                        "/api/auth/profile",
                        200,
                        (cast, request) -> request.text("bio", "I am " + Cast.freshName()),
                        PROFILE),
                Endpoint.closed(
                                "PUT",
                                "/api/auth/profile/{id}",
                                200,
                                (cast, request) ->
                                        request.path("id", cast.caller().id()).text("bio", "I am " + Cast.freshName()),
                                withId(PROFILE))
                        .butNot("somebody else's profile", 403, (cast, request) -> request.path("id", cast.stranger())),
                Endpoint.closed(
                        "GET", "/api/auth/search", 200, (cast, request) -> request, AddressInputs.queryText("q", 150)),
                Endpoint.open(
                        "GET",
                        "/api/auth/users/{username}",
                        200,
                        (cast, request) ->
                                request.path("username", cast.caller().username()),
                        AddressInputs.pathName("username")));
    }

    private static Input[] withId(Input... inputs) {
        return Stream.concat(Stream.of(AddressInputs.pathId("id")), Stream.of(inputs))
                .toArray(Input[]::new);
    }

    private static List<Endpoint> friends() {
        return List.of(
                Endpoint.closed("GET", "/api/friends", 200, (cast, request) -> request),
                Endpoint.closed(
                        "GET",
                        "/api/friends/requests",
                        200,
                        (cast, request) -> request,
                        AddressInputs.limit(),
                        AddressInputs.before(),
                        AddressInputs.queryChoice("direction", "incoming", "outgoing")),
                Endpoint.closed("GET", "/api/friends/suggestions", 200, (cast, request) -> request),
                Endpoint.closed(
                                "POST",
                                "/api/friends/request/{userId}",
                                201,
                                (cast, request) -> request.path("userId", cast.stranger()),
                                AddressInputs.pathId("userId"))
                        .butNot(
                                "oneself",
                                400,
                                (cast, request) ->
                                        request.path("userId", cast.caller().id()))
                        .butNot("a friend", 400, (cast, request) -> request.path("userId", cast.friend()))
                        .butNot("whom one asked already", 400, (cast, request) -> {
                            long asked = cast.stranger();
                            cast.requestFrom(cast.caller().id(), asked);
                            return request.path("userId", asked);
                        }),
                answering("accept", 201),
                answering("decline", 200),
                Endpoint.closed(
                                "DELETE",
                                "/api/friends/cancel/{userId}",
                                204,
                                (cast, request) -> {
                                    long asked = cast.stranger();
                                    cast.requestFrom(cast.caller().id(), asked);
                                    return request.path("userId", asked);
                                },
                                AddressInputs.pathId("userId"))
                        .butNot("a request to the caller", 404, (cast, request) -> {
                            long asking = cast.stranger();
                            cast.requestFrom(asking, cast.caller().id());
                            return request.path("userId", asking);
                        })
                        .butNot(
                                "oneself",
                                404,
                                (cast, request) ->
                                        request.path("userId", cast.caller().id())),
                Endpoint.closed(
                                "DELETE",
                                "/api/friends/remove/{userId}",
                                204,
                                (cast, request) -> request.path("userId", cast.friend()),
                                AddressInputs.pathId("userId"))
                        .butNot("a stranger", 404, (cast, request) -> request.path("userId", cast.stranger())));
    }

    private static Endpoint answering(String verb, int status) {
        return Endpoint.closed(
                        "POST",
                        "/api/friends/" + verb + "/{requestId}",
                        status,
                        (cast, request) -> request.path(
                                "requestId",
                                cast.requestFrom(cast.stranger(), cast.caller().id())),
                        AddressInputs.pathId("requestId"))
                .butNot(
                        "a request between others",
                        403,
                        (cast, request) ->
                                request.path("requestId", cast.requestFrom(cast.stranger(), cast.stranger())))
                .butNot(
                        "the caller's own request",
                        403,
                        (cast, request) -> request.path(
                                "requestId", cast.requestFrom(cast.caller().id(), cast.stranger())));
    }

    private static List<Endpoint> messages() {
        return List.of(
                Endpoint.closed(
                        "GET",
                        "/api/messages",
                        200,
                        (cast, request) -> request,
                        AddressInputs.limit(),
                        AddressInputs.before()),
                Endpoint.closed(
                        "GET",
                        "/api/messages/conversations",
                        200,
                        (cast, request) -> request,
                        AddressInputs.limit(),
                        AddressInputs.before()),
                Endpoint.closed(
                        "GET",
                        "/api/messages/conversation/{userId}",
                        200,
                        (cast, request) -> request.path("userId", cast.stranger()),
                        AddressInputs.pathId("userId"),
                        AddressInputs.limit(),
                        AddressInputs.before()),
                Endpoint.closed(
                                "POST",
                                "/api/messages",
                                201,
                                (cast, request) -> request.field("receiver_id", cast.stranger())
                                        .text("content", "hello"),
                                BodyInputs.id("receiver_id"),
                                BodyInputs.text("content", 10_000),
                                BodyInputs.optionalId("reply_to_story"))
                        .butNot(
                                "oneself",
                                "receiver_id",
                                (cast, request) -> request.field(
                                        "receiver_id", cast.caller().id())),
                Endpoint.closed(
                        "POST",
                        "/api/messages/read_all",
                        200,
                        (cast, request) -> request.query("user_id", unreadFrom(cast)),
                        AddressInputs.queryId("user_id")),
                Endpoint.closed(
                        "POST",
                        "/api/messages/conversation/{userId}/read",
                        200,
                        (cast, request) -> request.path("userId", unreadFrom(cast)),
                        AddressInputs.pathId("userId")),
                Endpoint.closed(
                                "PATCH",
                                "/api/messages/{messageId}/read",
                                200,
                                (cast, request) -> request.path(
                                        "messageId",
                                        cast.message(
                                                cast.stranger(), cast.caller().id())),
                                AddressInputs.pathId("messageId"))
                        .butNot(
                                "a message between others",
                                404,
                                (cast, request) ->
                                        request.path("messageId", cast.message(cast.stranger(), cast.stranger())))
                        .butNot(
                                "the caller's own message",
                                404,
                                (cast, request) -> request.path(
                                        "messageId", cast.message(cast.caller().id(), cast.stranger()))));
    }

    private static long unreadFrom(Cast cast) {
        long writing = cast.stranger();
        TestUser caller = cast.caller();
        cast.message(writing, caller.id());
        return writing;
    }

    private static List<Endpoint> posts() {
        return List.of(
                Endpoint.closed(
                        "GET",
                        "/api/posts",
                        200,
                        (cast, request) -> request.query("limit", 5),
                        AddressInputs.limit(),
                        AddressInputs.before(),
                        AddressInputs.queryText("username", 500)),
                Endpoint.closed(
                                "POST",
                                "/api/posts",
                                201,
                                (cast, request) -> request.text("content", "hello"),
                                BodyInputs.optionalText("content", 5_000),
                                BodyInputs.choice("type", TYPES),
                                BodyInputs.url("media_url"),
                                BodyInputs.optionalId("target_profile_id"),
                                BodyInputs.optionalId("parent_id"),
                                BodyInputs.optionalId("reply_to_comment_id"),
                                BodyInputs.optionalId("mentioned_user_id"),
                                BodyInputs.optionalName("mentioned_username"))
                        .butNot("neither text nor medium", "content", (cast, request) -> request.field("content", null))
                        .butNot(
                                "null instead of a text",
                                "content",
                                (cast, request) -> request.field("content", "null"))
                        .butNot("a blank text", "content", (cast, request) -> request.text("content", " \t ")),
                onPost("GET", "", 200, (cast, request) -> request),
                change("PATCH"),
                change("PUT"),
                onPost("DELETE", "", 204, (cast, request) -> request)
                        .butNot(
                                "somebody else's post",
                                403,
                                (cast, request) -> request.path("postId", cast.post(cast.stranger())))
                        .butNot(
                                "what another wrote on another's wall",
                                403,
                                (cast, request) ->
                                        request.path("postId", cast.wallPost(cast.stranger(), cast.stranger()))),
                onPost(
                        "GET",
                        "/replies",
                        200,
                        (cast, request) -> request,
                        AddressInputs.limit(),
                        AddressInputs.before()),
                onPost(
                        "POST",
                        "/like",
                        200,
                        (cast, request) -> request.text("action", "like"),
                        BodyInputs.choice("action", "like", "unlike")),
                onPost("POST", "/share", 200, (cast, request) -> request));
    }

    private static Endpoint change(String method) {
        return onPost(
                        method,
                        "",
                        200,
                        (cast, request) -> request.text("content", "good day"),
                        BodyInputs.optionalText("content", 5_000),
                        BodyInputs.choice("type", TYPES),
                        BodyInputs.url("media_url"))
                .butNot(
                        "somebody else's post",
                        403,
                        (cast, request) -> request.path("postId", cast.post(cast.stranger())))
                .butNot(
                        "what another wrote on the caller's wall",
                        403,
                        (cast, request) -> request.path(
                                "postId",
                                cast.wallPost(cast.stranger(), cast.caller().id())))
                .butNot("a post left without content", "content", (cast, request) -> request.text("content", " "));
    }

    /** What is done to one post, which here is the caller's own. */
    private static Endpoint onPost(
            String method, String path, int status, BiFunction<Cast, Draft, Draft> good, Input... inputs) {
        return Endpoint.closed(
                method,
                "/api/posts/{postId}" + path,
                status,
                (cast, request) -> good.apply(
                        cast, request.path("postId", cast.post(cast.caller().id()))),
                Stream.concat(Stream.of(AddressInputs.pathId("postId")), Stream.of(inputs))
                        .toArray(Input[]::new));
    }
}
