package com.numeneon.stress.workload;

import java.util.Optional;

/**
 * Two people become friends and part again, step by step: some are declined first, and at the end the other one asks. Each
 * step follows the answer to the one before; without an answer the tale ends. For one thread at a time.
 */
final class FriendTale {

    private final Someone asker;
    private final Someone asked;
    private boolean declines;
    private int step;
    private long requestId;
    private Next next = Next.ASK;

    private enum Next {
        ASK,
        ANSWER,
        REMOVE,
        ASK_BACK,
        END
    }

    FriendTale(People.Pair pair, boolean declines) {
        this.asker = pair.one();
        this.asked = pair.other();
        this.declines = declines;
    }

    /** Empty when the tale is over. */
    Optional<Command> next() {
        step++;
        return switch (next) {
            case ASK -> Optional.of(new Command.Ask(asker, asked, step));
            case ANSWER ->
                Optional.of(
                        declines
                                ? new Command.Decline(asked, asker, step, requestId)
                                : new Command.Accept(asked, asker, step, requestId));
            case REMOVE -> Optional.of(new Command.Remove(asked, asker, step));
            case ASK_BACK -> Optional.of(new Command.Ask(asked, asker, step));
            case END -> Optional.empty();
        };
    }

    void done(Entry entry) {
        if (entry.answer().isEmpty()) {
            next = Next.END;
            return;
        }
        next = switch (next) {
            case ASK -> {
                requestId = entry.answer().get().get("request_id").asLong();
                yield Next.ANSWER;
            }
            case ANSWER -> {
                boolean again = declines;
                declines = false;
                yield again ? Next.ASK : Next.REMOVE;
            }
            case REMOVE -> Next.ASK_BACK;
            case ASK_BACK, END -> Next.END;
        };
    }
}
