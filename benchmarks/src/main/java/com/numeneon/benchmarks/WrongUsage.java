package com.numeneon.benchmarks;

/** The command line makes no sense; the message says what is wrong with it. */
final class WrongUsage extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongUsage(String message) {
        super(message);
    }
}
