package com.numeneon.api.outbox;

import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import tools.jackson.core.JacksonException;

/** What became of one send. */
sealed interface SendOutcome {

    /** Kafka has the record, on as many replicas as the topic asks for. */
    record Acknowledged() implements SendOutcome {}

    /** Kafka will never take this record. */
    record Refused(Throwable cause) implements SendOutcome {}

    /** Unknown or passing: the record may or may not be there, and is sent again. */
    record Failed(Throwable cause) implements SendOutcome {}

    /**
     * For good is what lies in the record alone, so that any healthy cluster would answer it the same. All else is tried
     * again, for ever if need be: a missing topic, missing rights or too few replicas are an operator's to repair, and
     * would otherwise park everything there is. So is an exception that is not known here: a relay that stands still is
     * seen (the age of the oldest row) and loses nothing. An invalid record fails its neighbours in the producer's batch
     * with a plain KafkaException: they are good, and are sent again.
     */
    List<Class<? extends Exception>> FOR_GOOD = List.of(
            RecordTooLargeException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            InvalidTopicException.class,
            JacksonException.class);

    static SendOutcome of(Throwable failure) {
        return isForGood(failure) ? new Refused(failure) : new Failed(failure);
    }

    static boolean isForGood(Throwable failure) {
        return FOR_GOOD.stream().anyMatch(type -> type.isInstance(failure));
    }
}
