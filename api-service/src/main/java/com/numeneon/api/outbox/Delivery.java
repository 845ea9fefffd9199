package com.numeneon.api.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a batch that was sent. Rows in neither list stay in the outbox and are sent again.
 *
 * @param acknowledged ids of the rows that Kafka has, unless an earlier row of their key failed
 * @param refused the rows that Kafka will never take, likewise
 * @param failure the first that happened, null when all went well
 */
record Delivery(
        List<Long> acknowledged,
        List<Refusal> refused,
        @Nullable Throwable failure) {

    record Refusal(OutboxRow row, Throwable cause) {}

    /**
     * Whatever follows a failure on its key stays, even if it was acknowledged, to come again behind the row that failed:
     * else that one would be the last of its key.
     *
     * @param outcomes one for each row, in the same order
     */
    static Delivery of(List<OutboxRow> rows, List<SendOutcome> outcomes) {
        List<Long> acknowledged = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        Set<String> failedKeys = new HashSet<>();
        @Nullable Throwable failure = null;
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            if (failedKeys.contains(row.key())) {
                continue;
            }
            switch (outcomes.get(i)) {
                case SendOutcome.Acknowledged ok -> acknowledged.add(row.id());
                case SendOutcome.Refused no -> refused.add(new Refusal(row, no.cause()));
                case SendOutcome.Failed failed -> {
                    failedKeys.add(row.key());
                    failure = failure == null ? failed.cause() : failure;
                }
            }
        }
        return new Delivery(acknowledged, refused, failure);
    }
}
