package com.numeneon.standalone.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Lines of {@link Snapshot#changesTo} that are expected. */
final class Changes {

    private Changes() {}

    static Set<String> oneReplyMore(JsonNode root, String author, JsonNode reply) {
        List<String> changes = new ArrayList<>(List.of("replies of " + id(root) + " +" + id(reply)));
        for (String counter : List.of("reply_count", "comment_count")) {
            changes.add("post " + id(root) + " ~." + counter);
            changes.add("posts ~" + id(root) + "." + counter);
            changes.add("posts of " + author + " ~" + id(root) + "." + counter);
        }
        return forEverybody(changes.toArray(String[]::new));
    }

    static Set<String> forEverybody(String... changes) {
        Set<String> all = new TreeSet<>();
        for (String viewer : List.of("alice", "bob", "carol", "dave")) {
            for (String change : changes) {
                all.add(viewer + ": " + change);
            }
        }
        return all;
    }

    static Set<String> lines(String... changes) {
        return new TreeSet<>(List.of(changes));
    }

    static String id(JsonNode entity) {
        return entity.get("id").asString();
    }
}
