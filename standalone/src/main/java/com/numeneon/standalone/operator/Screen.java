package com.numeneon.standalone.operator;

import java.io.PrintStream;

/**
 * Rows to the one stream, everything else to the other: notes in any case, a line of progress where it is a terminal. For
 * one thread.
 */
public final class Screen {

    private static final String ERASE = "\r\u001b[K";

    private final PrintStream rows;
    private final PrintStream notes;
    private final boolean notesAreSeen;
    private boolean progressShown;

    /** @param notesAreSeen whether the notes go to a terminal */
    public Screen(PrintStream rows, PrintStream notes, boolean notesAreSeen) {
        this.rows = rows;
        this.notes = notes;
        this.notesAreSeen = notesAreSeen;
    }

    /** @return whether anybody still reads them */
    public boolean row(String text) {
        eraseProgress();
        rows.print(text + "\n");
        return !rows.checkError();
    }

    public void note(String sentence) {
        eraseProgress();
        notes.println(Plain.text(sentence));
    }

    public void progress(String text) {
        if (notesAreSeen) {
            notes.print(ERASE + Plain.text(text));
            notes.flush();
            progressShown = true;
        }
    }

    private void eraseProgress() {
        if (progressShown) {
            notes.print(ERASE);
            notes.flush();
            progressShown = false;
        }
    }
}
