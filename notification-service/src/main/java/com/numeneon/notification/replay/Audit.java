package com.numeneon.notification.replay;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who read what other people wrote. Its logger has a name of its own, so that no package's level switches it off; where it
 * is switched off by its own name nothing is revealed.
 */
final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("audit");

    /**
     * Who asks.
     *
     * @param operator the name that they gave, which nobody checks
     */
    record Asker(String address, String operator) {

        private static final int LONGEST = 64;

        static Asker of(String address, @Nullable String operator) {
            String name = operator == null ? "" : operator.replaceAll("[^\\w.@-]", "?");
            return new Asker(address, name.isEmpty() ? "unnamed" : name.substring(0, Math.min(LONGEST, name.length())));
        }
    }

    /** Whether lines are written: false forbids to reveal anything. */
    boolean isOn() {
        return LOG.isInfoEnabled();
    }

    /** Before the first text is shown. */
    void reveals(Asker asker, Question question, @Nullable Long user) {
        LOG.info(
                "replay reveals texts operator={} address={} userId={} since={} until={} messageId={} conversationId={} follow={}",
                asker.operator(),
                asker.address(),
                user == null ? "all" : user,
                question.since(),
                question.until() == null ? "now" : question.until(),
                question.message() == null ? "all" : question.message(),
                question.conversation() == null ? "all" : question.conversation(),
                question.follow());
    }

    void revealed(Asker asker, @Nullable Long user, long rows) {
        LOG.info(
                "replay has revealed texts operator={} address={} userId={} rows={}",
                asker.operator(),
                asker.address(),
                user == null ? "all" : user,
                rows);
    }
}
