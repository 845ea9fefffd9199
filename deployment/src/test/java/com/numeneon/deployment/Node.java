package com.numeneon.deployment;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a YAML document, which may be empty: so a rule says what it wants to find, and finds nothing where the
 * document has something else.
 */
record Node(@Nullable Object value) {

    /** By keys, one below the other. */
    Node at(String... keys) {
        @Nullable Object place = value;
        for (String key : keys) {
            place = place instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Node(place);
    }

    Stream<Node> items() {
        return value instanceof List<?> list ? list.stream().map(Node::new) : Stream.empty();
    }

    /** The keys of a mapping. */
    Stream<String> keys() {
        return value instanceof Map<?, ?> map ? map.keySet().stream().map(String::valueOf) : Stream.empty();
    }

    boolean isPresent() {
        return value != null;
    }

    boolean is(Object expected) {
        return expected.equals(value);
    }

    /** Empty when there is nothing. */
    String text() {
        return value == null ? "" : value.toString();
    }

    /** Zero when there is none. */
    int number() {
        return value instanceof Integer number ? number : 0;
    }
}
