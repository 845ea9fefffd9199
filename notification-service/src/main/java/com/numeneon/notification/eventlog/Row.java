package com.numeneon.notification.eventlog;

import com.numeneon.notification.stream.StreamEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event for the user who is asked about, or for anybody when none is.
 *
 * @param recipients the users whom the event concerns; null when that cannot be read
 * @param frame as the live path sends it; null with a reason
 * @param reason null with a frame
 */
public record Row(
        LoggedEvent logged,
        @Nullable List<Long> recipients,
        @Nullable String frame,
        @Nullable Reason reason) {

    /** Pure: the same event gives the same row, whenever it is asked for. */
    public static Row of(LoggedEvent logged, @Nullable Long user) {
        return switch (logged.content()) {
            case LoggedEvent.UnknownType unknown -> new Row(logged, null, null, Reason.UNKNOWN_TYPE);
            case LoggedEvent.Undecodable broken -> new Row(logged, null, null, Reason.UNDECODABLE);
            case LoggedEvent.Known known -> of(logged, known, user);
        };
    }

    private static Row of(LoggedEvent logged, LoggedEvent.Known known, @Nullable Long user) {
        List<Long> audience = known.event().audience();
        if (user != null && !audience.contains(user)) {
            return new Row(logged, audience, null, Reason.NOT_IN_AUDIENCE);
        }
        if (known.late()) {
            return new Row(logged, audience, null, Reason.LATE);
        }
        Optional<StreamEvent> pushed = known.pushed().get();
        if (pushed.isEmpty()) {
            return new Row(logged, audience, null, Reason.NO_FRAME);
        }
        // Asked once more of what is really pushed: the audience is what the event says, this is what live does.
        if (user != null && !pushed.get().isFor(user)) {
            return new Row(logged, audience, null, Reason.NOT_IN_AUDIENCE);
        }
        return new Row(logged, audience, pushed.get().frame(), null);
    }
}
