package com.numeneon.standalone.frontdoor;

import java.time.Duration;

/** Times for tests: short where a test waits for them, long where only a fault would take so long. */
final class QuickTiming {

    private Duration answerWithin = Duration.ofSeconds(20);
    private Duration handshakeWithin = Duration.ofSeconds(20);
    private Duration stalledAfter = Duration.ofSeconds(60);
    private Duration lingerFor = Duration.ofSeconds(2);
    private Duration idleAfter = Duration.ofSeconds(60);

    QuickTiming answerWithin(Duration value) {
        answerWithin = value;
        return this;
    }

    QuickTiming handshakeWithin(Duration value) {
        handshakeWithin = value;
        return this;
    }

    QuickTiming stalledAfter(Duration value) {
        stalledAfter = value;
        return this;
    }

    QuickTiming lingerFor(Duration value) {
        lingerFor = value;
        return this;
    }

    QuickTiming idleAfter(Duration value) {
        idleAfter = value;
        return this;
    }

    Timing build() {
        return new Timing(
                Duration.ofMillis(50),
                Duration.ofSeconds(2),
                answerWithin,
                handshakeWithin,
                stalledAfter,
                lingerFor,
                idleAfter,
                Duration.ofSeconds(1));
    }
}
