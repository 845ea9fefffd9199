package com.numeneon.notification.redelivery;

/** A pod has another re-delivery that must end first; the message is a sentence for the operator. */
public final class InTheWay extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InTheWay(String sentence) {
        super(sentence);
    }
}
