package com.numeneon.standalone.frontdoor;

import java.time.Duration;

/**
 * How long the front door waits for whom.
 *
 * @param pollEvery pause between two questions to a pod's {@code /readyz}
 * @param pollWithin a pod that does not answer such a question in this time is not ready
 * @param answerWithin an api request, its body and its whole answer included; 504 after it
 * @param handshakeWithin a pod's answer to one WebSocket handshake; then another pod is tried
 * @param stalledAfter a socket whose reader takes nothing for so long although something is there is closed
 * @param lingerFor what a closed socket's other side has to close its own half
 * @param idleAfter a kept-alive connection without a request; sockets have no such limit
 * @param drainWithin what running api requests have to end when the front door stops
 */
record Timing(
        Duration pollEvery,
        Duration pollWithin,
        Duration answerWithin,
        Duration handshakeWithin,
        Duration stalledAfter,
        Duration lingerFor,
        Duration idleAfter,
        Duration drainWithin) {

    static Timing usual() {
        return new Timing(
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5));
    }
}
