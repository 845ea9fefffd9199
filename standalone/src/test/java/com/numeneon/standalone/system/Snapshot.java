package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.testing.AtOnce;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Everything that some people can see at one moment: each list and each single thing that {@code contracts/openapi.yaml}
 * lets them fetch about themselves, about each other and about the posts in question.
 */
final class Snapshot {

    /** By {@code viewer: what}, then by entity; a single thing is the one entity, without a name. */
    private final Map<String, Map<String, JsonNode>> views = new LinkedHashMap<>();

    /** @param posts whose ids, replies included, are looked at one by one */
    static Snapshot of(List<Person> people, List<Long> posts) {
        var snapshot = new Snapshot();
        AtOnce.each(people.size(), number -> seenBy(people.get(number), people, posts))
                .forEach(snapshot.views::putAll);
        return snapshot;
    }

    private static Map<String, Map<String, JsonNode>> seenBy(Person viewer, List<Person> people, List<Long> posts) {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("me", "/api/auth/me/");
        paths.put("friends", "/api/friends/");
        paths.put("requests", "/api/friends/requests/");
        paths.put("sent requests", "/api/friends/requests/?direction=outgoing");
        paths.put("suggestions", "/api/friends/suggestions/");
        paths.put("messages", "/api/messages/");
        paths.put("conversations", "/api/messages/conversations/");
        paths.put("posts", "/api/posts/");
        for (Person person : people) {
            paths.put("posts of " + role(person.name()), "/api/posts/?username=" + person.name());
            paths.put("page of " + role(person.name()), "/api/auth/users/" + person.name() + "/");
            paths.put("search for " + role(person.name()), "/api/auth/search/?q=" + person.name());
            if (person != viewer) {
                paths.put(
                        "conversation with " + role(person.name()), "/api/messages/conversation/" + person.id() + "/");
            }
        }
        for (long post : posts) {
            paths.put("post " + post, "/api/posts/" + post + "/");
            paths.put("replies of " + post, "/api/posts/" + post + "/replies/");
        }
        Map<String, Map<String, JsonNode>> seen = new LinkedHashMap<>();
        paths.forEach((what, path) -> {
            String view = role(viewer.name()) + ": " + what;
            seen.put(view, entities(view, viewer.get(path)));
        });
        return seen;
    }

    private static Map<String, JsonNode> entities(String view, JsonNode answer) {
        if (!answer.isArray()) {
            return Map.of("", answer);
        }
        Map<String, JsonNode> entities = new LinkedHashMap<>();
        for (JsonNode entity : answer) {
            if (entity.path("mutual_friends_count").asInt(1) == 0) {
                // Strangers fill up the suggestions: people of other tests, as many as there is room for.
                continue;
            }
            assertThat(entities.put(key(entity), entity))
                    .as("%s has %s twice", view, key(entity))
                    .isNull();
        }
        return entities;
    }

    /** A conversation goes by its other person, a person by the part in the play, all else by its id. */
    private static String key(JsonNode entity) {
        JsonNode person = entity.has("user") ? entity.get("user") : entity;
        return person.has("username")
                ? role(person.get("username").asString())
                : entity.get("id").asString();
    }

    /** The name without the number that makes it somebody's own. */
    private static String role(String username) {
        return username.replaceFirst("-\\d+$", "");
    }

    /** What this viewer sees of this entity in this list. */
    JsonNode entity(Person viewer, String what, Object key) {
        String view = role(viewer.name()) + ": " + what;
        JsonNode entity = views.getOrDefault(view, Map.of()).get(String.valueOf(key));
        if (entity == null) {
            throw new AssertionError(view + " has no " + key + ": " + views.get(view));
        }
        return entity;
    }

    /**
     * One line for each change: {@code +} an entity that is new, {@code -} one that is gone, {@code ~} a member that has
     * another value, {@code order} when what was there before stands in another order.
     */
    Set<String> changesTo(Snapshot later) {
        assertThat(later.views.keySet()).isEqualTo(views.keySet());
        Set<String> changes = new TreeSet<>();
        views.forEach((view, before) -> addChanges(changes, view, before, later.views.getOrDefault(view, Map.of())));
        return changes;
    }

    private static void addChanges(
            Set<String> changes, String view, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        after.forEach((key, entity) -> {
            JsonNode old = before.get(key);
            if (old == null) {
                changes.add(view + " +" + key);
            } else {
                changedMembers(old, entity).forEach(member -> changes.add(view + " ~" + key + "." + member));
            }
        });
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(key -> changes.add(view + " -" + key));
        if (!common(before, after).equals(common(after, before))) {
            changes.add(view + " order");
        }
    }

    private static List<String> changedMembers(JsonNode before, JsonNode after) {
        Set<String> members = new TreeSet<>(before.propertyNames());
        members.addAll(after.propertyNames());
        return members.stream()
                .filter(member -> !before.path(member).equals(after.path(member)))
                .toList();
    }

    private static List<String> common(Map<String, JsonNode> of, Map<String, JsonNode> with) {
        List<String> keys = new ArrayList<>(of.keySet());
        keys.retainAll(with.keySet());
        return keys;
    }
}
