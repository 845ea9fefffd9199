package com.numeneon.standalone.operator;

/** The command line makes no sense; the message is a sentence for whoever typed it. */
public final class WrongUsage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongUsage(String sentence) {
        super(sentence);
    }
}
