package com.numeneon.notification.settings;

/** A setting that is missing or wrong; the message is one sentence that names it and says what is wanted. */
public final class InvalidSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSetting(String sentence) {
        super(sentence);
    }
}
