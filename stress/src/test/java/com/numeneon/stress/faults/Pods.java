package com.numeneon.stress.faults;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names of the parts under test, as the launcher names them. */
public final class Pods {

    public static final List<String> API = numbered("api", 2);
    public static final List<String> NOTIFICATION = numbered("notification", 3);
    static final String BROKER = "kafka";
    static final String POSTGRES = "postgres";
    static final String FRONT_DOOR = "frontdoor";

    private Pods() {}

    static List<String> all() {
        return Stream.concat(API.stream(), NOTIFICATION.stream()).toList();
    }

    private static List<String> numbered(String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> name + "-" + number)
                .toList();
    }
}
