package com.numeneon.standalone.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** The launcher's own lines, which name the part they are about. Safe for all threads. */
final class Console {

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    void line(String part, String text) {
        out.printf(Locale.ROOT, "%-16s %s%n", part, text);
        out.flush();
    }

    void text(String text) {
        out.println(text);
        out.flush();
    }

    /** In seconds with one decimal: {@code 2.4 s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
