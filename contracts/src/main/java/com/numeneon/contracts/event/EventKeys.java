package com.numeneon.contracts.event;

/** The texts of the Kafka keys; the pair's ids are sorted, so that both directions meet under one key. */
final class EventKeys {

    private EventKeys() {}

    static String conversation(long conversationId) {
        return "conversation:" + conversationId;
    }

    static String pair(long oneUserId, long otherUserId) {
        return "pair:" + Math.min(oneUserId, otherUserId) + "-" + Math.max(oneUserId, otherUserId);
    }

    static String author(long authorId) {
        return "author:" + authorId;
    }

    static String post(long rootPostId) {
        return "post:" + rootPostId;
    }
}
