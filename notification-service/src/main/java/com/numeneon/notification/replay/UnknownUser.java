package com.numeneon.notification.replay;

/** A name that stands for no user of the window, or for several; the message is a sentence for the operator. */
final class UnknownUser extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownUser(String sentence) {
        super(sentence);
    }
}
