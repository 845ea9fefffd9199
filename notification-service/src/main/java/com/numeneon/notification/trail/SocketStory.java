package com.numeneon.notification.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The steps of one socket, and among them those of one event. Built step by step; for one thread. */
final class SocketStory {

    private final String session;
    private final List<Step> about = new ArrayList<>();
    private @Nullable Step opened;
    private @Nullable Step closed;

    SocketStory(String session) {
        this.session = session;
    }

    String session() {
        return session;
    }

    /** In the order in which they were taken. */
    void add(Step step, UUID event) {
        switch (step.kind()) {
            case OPENED -> opened = step;
            case CLOSED -> closed = step;
            case QUEUED, RESUMED, REPLAYED, WRITTEN, DROPPED, REFUSED -> {
                if (event.equals(step.event())) {
                    about.add(step);
                }
            }
        }
    }

    boolean isAboutEvent() {
        return !about.isEmpty();
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

    /** Of one that is about the event. */
    Outcome outcome(Instant eventTime) {
        List<Step> steps = new ArrayList<>(about);
        if (closed != null) {
            steps.add(closed);
        }
        return new Outcome(session, words(eventTime), steps);
    }

    /** What an operator sent again counts only where there is nothing else. */
    private String words(Instant eventTime) {
        StepKind how = StepKind.QUEUED;
        String own = null;
        String again = null;
        for (Step step : about) {
            how = isBeginning(step.kind()) ? step.kind() : how;
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
            case QUEUED, RESUMED, REPLAYED, OPENED, CLOSED -> Outcome.QUEUED;
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
