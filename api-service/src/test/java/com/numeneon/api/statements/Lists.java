package com.numeneon.api.statements;

import com.numeneon.api.hostile.Draft;
import com.numeneon.api.testing.Cast;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;

/**
 * A list that an endpoint answers with, and how it grows.
 *
 * @param row of the catalogue
 * @param variant what sets this request apart from others of the same endpoint; may be empty
 * @param request asks for the list
 * @param more adds one entry with a person whom no other entry has; its number is the first id in the request's path
 */
record Lists(String row, String variant, BiConsumer<Cast, Draft> request, ObjLongConsumer<Cast> more) {

    static List<Lists> all() {
        return List.of(
                list("GET /api/friends", (cast, id) -> cast.friend()),
                list("GET /api/friends/requests", (cast, id) -> cast.requestFrom(cast.stranger(), me(cast))),
                new Lists(
                        "GET /api/friends/requests",
                        "?direction=outgoing",
                        (cast, request) -> request.query("direction", "outgoing"),
                        (cast, id) -> cast.requestFrom(me(cast), cast.stranger())),
                list("GET /api/friends/suggestions", (cast, id) -> befriendedStranger(cast)),
                list("GET /api/auth/search", (cast, id) -> cast.stranger()),
                new Lists(
                        "GET /api/auth/search",
                        "?q=extra",
                        (cast, request) -> request.query("q", "extra"),
                        (cast, id) -> cast.stranger()),
                list("GET /api/posts/{postId}/replies", (cast, id) -> cast.comment(cast.stranger(), id)),
                list("GET /api/messages", (cast, id) -> cast.message(cast.stranger(), me(cast))),
                list("GET /api/messages/conversations", (cast, id) -> cast.message(cast.stranger(), me(cast))),
                list("GET /api/messages/conversation/{userId}", (cast, id) -> cast.nextMessage(id, me(cast))),
                new Lists(
                        "GET /api/posts",
                        "",
                        (cast, request) -> request.query("limit", null),
                        (cast, id) -> cast.wallPost(cast.friend(), cast.stranger())),
                new Lists(
                        "GET /api/posts",
                        "?limit=",
                        (cast, request) -> request.query("limit", 500),
                        (cast, id) -> cast.wallPost(cast.stranger(), cast.stranger())),
                new Lists(
                        "GET /api/posts",
                        "?username=",
                        (cast, request) -> request.query("limit", null)
                                .query("username", cast.caller().username()),
                        (cast, id) -> cast.wallPost(cast.stranger(), me(cast))));
    }

    /** A friend of a friend. */
    private static void befriendedStranger(Cast cast) {
        cast.friendship(cast.friend(), cast.stranger());
    }

    private static Lists list(String row, ObjLongConsumer<Cast> more) {
        return new Lists(row, "", (cast, request) -> {}, more);
    }

    /** Search and suggestions show no more than twenty. */
    int most() {
        return row.equals("GET /api/auth/search") || row.equals("GET /api/friends/suggestions") ? 20 : 500;
    }

    private static long me(Cast cast) {
        return cast.caller().id();
    }

    @Override
    public String toString() {
        return row + variant;
    }
}
