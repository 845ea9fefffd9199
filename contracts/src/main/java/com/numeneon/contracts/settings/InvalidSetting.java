package com.numeneon.contracts.settings;

/** A setting that is missing or wrong. The message says in a sentence which, and what is wanted. */
public final class InvalidSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence names the setting; never its value when that is a secret */
    public InvalidSetting(String sentence) {
        super(sentence);
    }

    /** The message of {@link #InvalidSetting}, which is never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
