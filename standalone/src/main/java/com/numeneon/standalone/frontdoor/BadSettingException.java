package com.numeneon.standalone.frontdoor;

/** A setting that the front door cannot start with; the message is one sentence that names it. */
final class BadSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    BadSettingException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
