package com.numeneon.notification.replay;

import com.numeneon.contracts.event.EventType;
import com.numeneon.notification.eventlog.LoggedEvent;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to see.
 *
 * @param user an id or a name; null asks about nobody
 * @param until null for now
 * @param around the event that the window lies around
 * @param message only events about this message, also when the user is not in their audience
 * @param conversation only events of this conversation
 * @param types only these; empty for all
 * @param events only those of these ids; empty for all
 * @param limit how many rows at most
 * @param all also events that do not concern the user
 * @param follow goes on with what comes after the window
 * @param reveal shows what people wrote
 * @param wish what is to be sent again; null for a preview, which changes nothing
 */
record Question(
        @Nullable String user,
        Instant since,
        @Nullable Instant until,
        @Nullable UUID around,
        @Nullable Long message,
        @Nullable Long conversation,
        Set<EventType> types,
        Set<UUID> events,
        int limit,
        boolean all,
        boolean follow,
        boolean reveal,
        @Nullable Wish wish) {

    /** All that is shown and has a frame is sent again, so many events a second. */
    record Wish(String reason, int pace) {}

    /** Whether this record is to be shown. One that cannot be read is, unless its headers rule it out. */
    boolean wants(LoggedEvent logged, @Nullable Long userId) {
        return isChosen(logged)
                && mayBeOfType(logged)
                && mayBeOfConversation(logged)
                && mayBeAboutMessage(logged)
                && mayConcern(logged, userId);
    }

    private boolean isChosen(LoggedEvent logged) {
        String id = logged.headers().eventId();
        return events.isEmpty()
                || events.stream().anyMatch(event -> event.toString().equals(id));
    }

    private boolean mayBeOfType(LoggedEvent logged) {
        String type = logged.headers().type();
        return types.isEmpty()
                || type == null
                || types.stream().anyMatch(wanted -> wanted.wireName().equals(type));
    }

    private boolean mayBeOfConversation(LoggedEvent logged) {
        return conversation == null || ("conversation:" + conversation).equals(logged.key());
    }

    private boolean mayBeAboutMessage(LoggedEvent logged) {
        boolean unknown = logged.headers().subject() == null && logged.topic() == EventType.MESSAGE_SENT.topic();
        return message == null || unknown || isOfMessage(logged);
    }

    private boolean mayConcern(LoggedEvent logged, @Nullable Long userId) {
        return userId == null
                || all
                || isTheOne(logged)
                || !(logged.content() instanceof LoggedEvent.Known known)
                || known.event().audience().contains(userId);
    }

    /** Whether one event or message is asked for; it is shown whomever it concerns. */
    boolean asksForOne() {
        return around != null || message != null;
    }

    boolean isTheOne(LoggedEvent logged) {
        return isOfMessage(logged)
                || (around != null && around.toString().equals(logged.headers().eventId()));
    }

    private boolean isOfMessage(LoggedEvent logged) {
        return message != null && ("message:" + message).equals(logged.headers().subject());
    }
}
