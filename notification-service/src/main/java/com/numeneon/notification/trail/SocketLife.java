package com.numeneon.notification.trail;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When one socket was opened and closed, as far as that is remembered. Built step by step; for one thread. */
final class SocketLife {

    private final String session;
    private @Nullable Step opened;
    private @Nullable Step closed;

    SocketLife(String session) {
        this.session = session;
    }

    void add(Step step) {
        if (step.kind() == StepKind.OPENED) {
            opened = step;
        } else if (step.kind() == StepKind.CLOSED) {
            closed = step;
        }
    }

    boolean wasOpenAt(Instant time) {
        return opened != null
                && !opened.time().isAfter(time)
                && (closed == null || closed.time().isAfter(time));
    }

    /** Null when it was not. */
    @Nullable
    Step closedAtOrBefore(Instant time) {
        return closed == null || closed.time().isAfter(time) ? null : closed;
    }

    /** Of a socket that was open when the event came and has nothing to do with it. */
    Outcome withoutTheEvent() {
        return closed == null
                ? new Outcome(session, Outcome.NOT_QUEUED_YET, List.of())
                : new Outcome(session, Outcome.closedBefore(closed.code()), List.of(closed));
    }

    /**
     * What became of an event here, between its beginning and its end.
     *
     * @param about the event's steps at this socket, at least one, in the order in which they were taken
     */
    Outcome outcome(List<Step> about, Instant eventTime) {
        List<Step> steps = new ArrayList<>(about);
        if (opened != null) {
            steps.addFirst(opened);
        }
        if (closed != null) {
            steps.add(closed);
            steps.sort(Comparator.comparing(Step::time));
        }
        return new Outcome(session, words(about, eventTime), steps);
    }

    /** What an operator sent again counts only where there is nothing else. */
    private String words(List<Step> about, Instant eventTime) {
        // Frames leave a queue in the order in which they came: each end is that of the oldest beginning.
        ArrayDeque<StepKind> waiting = new ArrayDeque<>();
        String own = null;
        String again = null;
        for (Step step : about) {
            StepKind how = StepKind.QUEUED;
            if (isBeginning(step.kind())) {
                how = step.kind();
                waiting.add(how);
            } else if (step.kind() != StepKind.REFUSED) {
                how = waiting.isEmpty() ? StepKind.QUEUED : waiting.remove();
            }
            if (how == StepKind.REPLAYED) {
                again = words(step, how, eventTime);
            } else {
                own = words(step, how, eventTime);
            }
        }
        return own == null ? String.valueOf(again) : own;
    }

    private static boolean isBeginning(StepKind kind) {
        return kind == StepKind.QUEUED || kind == StepKind.RESUMED || kind == StepKind.REPLAYED;
    }

    private String words(Step step, StepKind how, Instant eventTime) {
        return switch (step.kind()) {
            case WRITTEN -> written(how, eventTime);
            case DROPPED, REFUSED -> closed == null ? Outcome.CLOSING : Outcome.closedBefore(closed.code());
            case QUEUED, RESUMED, REPLAYED, OPENED, CLOSED ->
                closed == null ? Outcome.QUEUED : Outcome.closedBefore(closed.code());
        };
    }

    /** What a socket missed that was open before, it got as all others did, only not at once. */
    private String written(StepKind how, Instant eventTime) {
        if (how == StepKind.REPLAYED) {
            return Outcome.REPLAYED;
        }
        boolean cameLater = opened != null && opened.time().isAfter(eventTime);
        return how == StepKind.RESUMED && cameLater ? Outcome.RESUMED_LATER : Outcome.WRITTEN;
    }
}
