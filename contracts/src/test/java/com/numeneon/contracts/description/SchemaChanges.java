package com.numeneon.contracts.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Whether whoever reads by a released schema can read all that is written by the present one: nothing that it needs is
 * missing or may be, and nothing is of another kind. What was added does not matter to it.
 */
final class SchemaChanges {

    /** What a reader may rely on beside the type; a schema that says the same in other words is a change as well. */
    private static final List<String> PROMISES = List.of("const", "enum", "format", "pattern");

    private final AsyncApi released;
    private final AsyncApi present;
    private final List<String> breaking = new ArrayList<>();

    private SchemaChanges(AsyncApi released, AsyncApi present) {
        this.released = released;
        this.present = present;
    }

    /** One sentence for each change that breaks a reader; none when there is none. */
    static List<String> breaking(AsyncApi released, JsonNode then, AsyncApi present, JsonNode now) {
        SchemaChanges changes = new SchemaChanges(released, present);
        changes.compare("", then, now);
        return changes.breaking;
    }

    private void compare(String where, JsonNode thenOrRef, JsonNode nowOrRef) {
        JsonNode then = released.resolved(thenOrRef);
        JsonNode now = present.resolved(nowOrRef);
        Set<String> kinds = kinds(now);
        kinds.removeAll(kinds(then));
        if (!kinds.isEmpty()) {
            breaking.add(where + " may now be " + kinds);
        }
        for (String promise : PROMISES) {
            if (then.has(promise) && !then.path(promise).equals(now.path(promise))) {
                breaking.add(where + " has another " + promise);
            }
        }
        for (String member : then.path("properties").propertyNames()) {
            compareMember(where + "/" + member, member, then, now);
        }
        for (String inner : List.of("items", "additionalProperties")) {
            if (then.path(inner).isObject()) {
                compare(where + "/*", then.path(inner), now.path(inner));
            }
        }
    }

    private void compareMember(String where, String member, JsonNode then, JsonNode now) {
        boolean needed = names(then.path("required")).contains(member);
        if (needed && !names(now.path("required")).contains(member)) {
            breaking.add(where + " may now be missing");
        } else if (now.path("properties").has(member)) {
            compare(
                    where,
                    then.path("properties").path(member),
                    now.path("properties").path(member));
        }
    }

    /** A schema without a type allows every kind. */
    private static Set<String> kinds(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isMissingNode()) {
            return new TreeSet<>(Set.of("anything"));
        }
        return type.isArray() ? names(type) : new TreeSet<>(Set.of(type.asString()));
    }

    private static Set<String> names(JsonNode texts) {
        return new TreeSet<>(texts.valueStream().map(JsonNode::asString).toList());
    }
}
