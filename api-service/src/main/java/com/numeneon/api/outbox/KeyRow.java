package com.numeneon.api.outbox;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The row that stands for each key of one kind: whoever appends an event of the key has locked it before. For what is
 * appended apart from the feature's own commands.
 */
@FunctionalInterface
public interface KeyRow {

    /**
     * Locks it until the caller's transaction ends, as the commands do. If it is gone there is nothing to lock, and no
     * command of the key any more.
     *
     * @return false when the key is not of this kind
     */
    boolean lock(String key);

    /**
     * Keys such as {@code conversation:7} and {@code pair:3-9}.
     *
     * @param kind before the colon
     * @param ids how many follow it
     */
    static KeyRow ofKind(String kind, int ids, Consumer<long[]> lock) {
        Pattern form = Pattern.compile(Pattern.quote(kind) + ":(\\d{1,19}(?:-\\d{1,19}){" + (ids - 1) + "})");
        return key -> {
            Matcher matched = form.matcher(key);
            if (!matched.matches()) {
                return false;
            }
            try {
                lock.accept(Stream.of(matched.group(1).split("-"))
                        .mapToLong(Long::parseLong)
                        .toArray());
                return true;
            } catch (NumberFormatException e) {
                // Larger than any id.
                return false;
            }
        };
    }
}
