package com.numeneon.benchmarks.load;

/** Makes the senders of a loop. */
public interface Senders {

    /** @param number from 0 on */
    Sender sender(int number) throws Exception;
}
