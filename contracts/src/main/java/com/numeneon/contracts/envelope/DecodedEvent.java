package com.numeneon.contracts.envelope;

/** What a record turned out to be. Only the first can be delivered; the others are counted and skipped. */
public sealed interface DecodedEvent {

    record Known(EventEnvelope envelope) implements DecodedEvent {}

    /** A type of a newer build: normal while two versions run side by side. */
    record UnknownType(String wireName) implements DecodedEvent {}

    /** Not an event of ours, or a broken one; the reason never quotes the body. */
    record Undecodable(String reason) implements DecodedEvent {}
}
