package com.numeneon.standalone.replay;

import java.io.PrintStream;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Rows to the one stream, everything else to the other: notes in any case, a line of progress where it is a terminal. For
 * one thread.
 */
final class Screen {

    private static final String ERASE = "\r\u001b[K";

    private final PrintStream rows;
    private final PrintStream notes;
    private final boolean notesAreSeen;
    private boolean progressShown;

    /** @param notesAreSeen whether the notes go to a terminal */
    Screen(PrintStream rows, PrintStream notes, boolean notesAreSeen) {
        this.rows = rows;
        this.notes = notes;
        this.notesAreSeen = notesAreSeen;
    }

    /** @return whether anybody still reads them */
    boolean row(String text) {
        eraseProgress();
        rows.print(text + "\n");
        return !rows.checkError();
    }

    void note(String sentence) {
        eraseProgress();
        notes.println(Plain.text(sentence));
    }

    void progress(JsonNode progress) {
        if (notesAreSeen) {
            notes.print(ERASE
                    + String.format(
                            Locale.ROOT,
                            "%,d of %,d events scanned %s",
                            progress.path("scanned").asLong(),
                            progress.path("of").asLong(),
                            Plain.text(progress.path("time").asString(""))));
            notes.flush();
            progressShown = true;
        }
    }

    /** Where somebody gets it, or could not. */
    void delivered(JsonNode turn) {
        long sockets = turn.path("sockets").asLong();
        long skipped = turn.path("skipped").asLong();
        if (sockets > 0 || skipped > 0) {
            note(String.format(
                    Locale.ROOT,
                    "%s sent again to %d socket%s on %s%s",
                    turn.path("event_id").asString("-"),
                    sockets,
                    sockets == 1 ? "" : "s",
                    turn.path("pod").asString("-"),
                    skipped > 0 ? ", not to " + skipped + " that are busy" : ""));
        }
    }

    void eraseProgress() {
        if (progressShown) {
            notes.print(ERASE);
            notes.flush();
            progressShown = false;
        }
    }
}
