package com.numeneon.api.outbox;

import com.numeneon.contracts.event.EventType;
import com.numeneon.contracts.topic.Topic;

/** An event whose record no topic takes: the limits on what users may write are too wide for it. */
public final class EventTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    EventTooLarge(EventType type, int bytes) {
        super(type.wireName() + " takes " + bytes + " bytes, more than " + Topic.MAX_RECORD_BYTES);
    }
}
