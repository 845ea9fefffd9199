package com.numeneon.api.operations;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who changed what on the management port. Its logger has a name of its own, so that no package's level switches it off;
 * where it is switched off by its own name nothing is changed.
 */
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("audit");

    /** Whether lines are written: false forbids to change anything. */
    public boolean isOn() {
        return LOG.isInfoEnabled();
    }

    /**
     * Before anything is changed, and after, as two lines.
     *
     * @param what in a few words, such as {@code check rebuilds}
     * @param details {@code key=value}, the values of strangers through {@link #plain}
     */
    public void note(Operator operator, String what, String... details) {
        String rest = details.length == 0 ? "" : " " + String.join(" ", details);
        LOG.info("{} operator={} address={}{}", what, operator.name(), operator.address(), rest);
    }

    /** A text that cannot end its line, or its place in it. */
    public static String plain(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) || point == '"' ? '?' : point)
                .mapToObj(Character::toString)
                .collect(Collectors.joining("", "\"", "\""));
    }
}
