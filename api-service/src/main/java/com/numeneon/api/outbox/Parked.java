package com.numeneon.api.outbox;

import com.numeneon.api.database.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * What can be done about parked events, each in a transaction of its own: done once, however many try at the same moment.
 * Safe for all threads.
 */
final class Parked {

    private final ParkedTable table;
    private final List<KeyRow> keyRows;
    private final Transactions transactions;
    private final Runnable wakeRelay;

    Parked(ParkedTable table, List<KeyRow> keyRows, Transactions transactions, Runnable wakeRelay) {
        this.table = table;
        this.keyRows = List.copyOf(keyRows);
        this.transactions = transactions;
        this.wakeRelay = wakeRelay;
    }

    /** What became of one. */
    sealed interface Outcome {

        /** It will be published under this sequence, behind what its key has had since. */
        record Retried(ParkedEvent event, long newSequence) implements Outcome {}

        record Dropped(ParkedEvent event) implements Outcome {}

        /** There is none with this sequence (any more). */
        record NotThere() implements Outcome {}

        /** Nobody knows which row stands for its key, so nothing could keep it in order. */
        record UnknownKey(ParkedEvent event) implements Outcome {}

        /** Somebody held a row for too long; it is still parked. */
        record Busy() implements Outcome {}
    }

    ParkedTable table() {
        return table;
    }

    Outcome retry(long sequence) {
        Outcome outcome = inTransaction(() -> {
            Optional<ParkedEvent> event = table.find(sequence);
            if (event.isEmpty()) {
                return new Outcome.NotThere();
            }
            if (!lockRowOf(event.get().key())) {
                return new Outcome.UnknownKey(event.get());
            }
            return table.putBack(sequence)
                    .<Outcome>map(number -> new Outcome.Retried(event.get(), number))
                    .orElseGet(Outcome.NotThere::new);
        });
        wakeRelay.run();
        return outcome;
    }

    Outcome drop(long sequence) {
        return inTransaction(
                () -> table.delete(sequence).<Outcome>map(Outcome.Dropped::new).orElseGet(Outcome.NotThere::new));
    }

    private boolean lockRowOf(String key) {
        return keyRows.stream().anyMatch(kind -> kind.lock(key));
    }

    private Outcome inTransaction(Supplier<Outcome> work) {
        try {
            return transactions.run(work);
        } catch (PessimisticLockingFailureException e) {
            return new Outcome.Busy();
        }
    }
}
