package com.numeneon.notification.sockets;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that many threads ask for and one at a time does, without any waiting for another: whoever comes while it is being
 * done has it done once more by the one who is at it. Where it fails, the next one who comes begins anew.
 */
final class OneAtATime {

    private final AtomicInteger calls = new AtomicInteger();

    void run(Runnable work) {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int answered = 1;
        boolean failed = true;
        try {
            do {
                work.run();
                answered = calls.addAndGet(-answered);
            } while (answered > 0);
            failed = false;
        } finally {
            if (failed) {
                calls.set(0);
            }
        }
    }
}
