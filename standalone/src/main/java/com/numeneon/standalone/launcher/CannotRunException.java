package com.numeneon.standalone.launcher;

/** Why the launcher ends at once: one sentence for the one who started it. */
final class CannotRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotRunException(String sentence) {
        super(sentence);
    }
}
