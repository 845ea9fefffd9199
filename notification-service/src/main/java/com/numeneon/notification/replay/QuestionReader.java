package com.numeneon.notification.replay;

import com.numeneon.contracts.event.EventType;
import com.numeneon.notification.redelivery.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From the parameters of a request to a question. Pure. */
final class QuestionReader {

    static final int DEFAULT_LIMIT = 1_000;
    static final int MAX_LIMIT = 1_000_000;

    private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(10);
    private static final Duration MESSAGE_WINDOW = Duration.ofHours(24);

    /** An event gets its id before its commit, and reaches the log after it: later, when the log was away. */
    private static final Duration BEFORE_EVENT = Duration.ofSeconds(30);

    private static final Duration AFTER_EVENT = Duration.ofMinutes(2);

    /** Records tell milliseconds: a window is widened to whole ones, so that it has all that happened in it. */
    private static final ChronoUnit LOG_PRECISION = ChronoUnit.MILLIS;

    private static final List<String> PARAMETERS = List.of(
            "user",
            "since",
            "until",
            "around",
            "message",
            "conversation",
            "type",
            "event",
            "limit",
            "all",
            "follow",
            "reveal",
            "deliver",
            "reason",
            "pace");

    private QuestionReader() {}

    /** @throws BadQuestion for what makes no sense */
    static Question read(Map<String, String[]> texts, Instant now) {
        Parameters given = new Parameters(texts);
        given.refuseAllBut(PARAMETERS);
        Optional<UUID> around = given.eventId("around");
        Optional<Instant> eventTime = around.map(Parameters::timeOf);
        Optional<Long> message = given.id("message");
        boolean follow = given.flag("follow");
        Question.Wish wish = wish(given);

        Instant since = given.time("since", now)
                // No record is older.
                .map(time -> time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time)
                .or(() -> eventTime.map(time -> time.minus(BEFORE_EVENT)))
                .orElse(now.minus(message.isPresent() ? MESSAGE_WINDOW : DEFAULT_WINDOW))
                .truncatedTo(LOG_PRECISION);
        Optional<Instant> until = given.time("until", now);
        if (follow && until.isPresent()) {
            throw new BadQuestion("follow", "What is followed has no end: leave out until.");
        }
        Optional<Instant> end = until.or(() -> eventTime.filter(time -> !follow).map(time -> time.plus(AFTER_EVENT)))
                .filter(time -> time.isBefore(now))
                .map(QuestionReader::roundedUp);
        if (!since.isBefore(end.orElse(now))) {
            throw new BadQuestion("since", "The window ends before it begins.");
        }
        return new Question(
                given.text("user").orElse(null),
                since,
                end.orElse(null),
                around.orElse(null),
                message.orElse(null),
                given.id("conversation").orElse(null),
                types(given),
                given.eventIds("event"),
                given.number("limit", DEFAULT_LIMIT, wish == null ? MAX_LIMIT : Order.MOST_EVENTS),
                given.flag("all"),
                follow,
                given.flag("reveal"),
                wish);
    }

    private static Instant roundedUp(Instant time) {
        return time.plus(LOG_PRECISION.getDuration()).minusNanos(1).truncatedTo(LOG_PRECISION);
    }

    private static Question.@Nullable Wish wish(Parameters given) {
        Optional<String> reason = given.line("reason");
        int pace = given.number("pace", Order.DEFAULT_PACE, Order.MOST_PACE);
        if (!given.flag("deliver")) {
            return null;
        }
        if (given.text("user").isEmpty()) {
            throw new BadQuestion("user", "To whom? Events are sent again to one user.");
        }
        if (given.flag("follow")) {
            throw new BadQuestion("follow", "What is still to come is not sent again.");
        }
        return new Question.Wish(
                reason.orElseThrow(() -> new BadQuestion("reason", "Say why it is sent again: it is noted.")), pace);
    }

    /** As on the wire, with or without the version: {@code message.sent} is {@code message.sent.v1} too. */
    private static Set<EventType> types(Parameters given) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String text : given.texts("type")) {
            List<EventType> meant = Arrays.stream(EventType.values())
                    .filter(type ->
                            type.wireName().equals(text) || type.wireName().startsWith(text + ".v"))
                    .toList();
            if (meant.isEmpty()) {
                throw new BadQuestion("type", "There is no such type; there are " + wireNames() + ".");
            }
            types.addAll(meant);
        }
        return types;
    }

    private static String wireNames() {
        return Arrays.stream(EventType.values()).map(EventType::wireName).collect(Collectors.joining(", "));
    }
}
