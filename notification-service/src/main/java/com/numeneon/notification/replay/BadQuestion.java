package com.numeneon.notification.replay;

/** A parameter that makes no sense. */
final class BadQuestion extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String sentence;

    BadQuestion(String parameter, String sentence) {
        super(parameter + ": " + sentence);
        this.parameter = parameter;
        this.sentence = sentence;
    }

    String parameter() {
        return parameter;
    }

    String sentence() {
        return sentence;
    }
}
