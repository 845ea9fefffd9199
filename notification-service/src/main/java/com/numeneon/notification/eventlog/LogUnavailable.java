package com.numeneon.notification.eventlog;

/** The log of events cannot be read; the message is a sentence for the operator. */
public final class LogUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public LogUnavailable(String sentence) {
        super(sentence);
    }
}
