package com.numeneon.standalone.replay;

/** The command line makes no sense; the message is a sentence for whoever typed it. */
final class WrongUsage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongUsage(String sentence) {
        super(sentence);
    }
}
