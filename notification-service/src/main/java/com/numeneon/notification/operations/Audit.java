package com.numeneon.notification.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who read what other people wrote, and who sent it again. Its logger has a name of its own, so that no package's level
 * switches it off; where it is switched off by its own name, what would have to be noted is not done.
 */
public final class Audit {

    /** Says that something was not done because its line could not be written. */
    public static final String OFF = "Nothing is revealed or sent again while the logger \"audit\" is switched off.";

    private static final Logger LOG = LoggerFactory.getLogger("audit");

    /** Whether lines are written. */
    public boolean isOn() {
        return LOG.isInfoEnabled();
    }

    /** @param line with a {@code {}} for each value, as loggers have it; never with what people wrote */
    public void note(String line, Object... values) {
        LOG.info(line, values);
    }
}
