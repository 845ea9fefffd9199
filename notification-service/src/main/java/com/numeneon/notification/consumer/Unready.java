package com.numeneon.notification.consumer;

/** Why new sockets should not come here. */
enum Unready {
    FILLING("revocations and window were not read to their ends yet"),
    KAFKA_AWAY("revocations and window were not read to their ends yet: Kafka cannot be reached"),
    THREAD_ENDED("the consumer thread has ended"),
    NO_POLL("no poll returned for " + StreamStatus.LONGEST_POLL.toSeconds() + " s");

    private final String sentence;

    Unready(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
