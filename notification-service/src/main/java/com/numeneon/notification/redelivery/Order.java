package com.numeneon.notification.redelivery;

import com.numeneon.contracts.topic.Topic;
import com.numeneon.notification.eventlog.Place;
import com.numeneon.notification.operations.Asker;
import com.numeneon.notification.stream.StreamPosition;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What one operator wants to be sent again to one user, as JSON between pods.
 *
 * @param operator who wants it; nobody checks the name
 * @param address from where
 * @param reason why, on one line
 * @param pace events a second
 * @param events in the order in which they are to go out
 */
public record Order(
        UUID replayId, String operator, String address, long userId, String reason, int pace, List<Event> events) {

    /** What one order may hold, and a pod reads at once. */
    public static final int MOST_EVENTS = 1_000;

    public static final int MOST_PACE = 100;
    public static final int DEFAULT_PACE = 10;

    /** Characters. */
    public static final int LONGEST_REASON = 200;

    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    /** A record of the log. */
    public record Event(String topic, int partition, long offset) {

        public static Event at(Place place) {
            return new Event(place.topic().topicName(), place.partition(), place.offset());
        }

        public Event {
            if (partition < 0
                    || offset < 0
                    || StreamPosition.TOPICS.stream()
                            .noneMatch(known -> known.topicName().equals(topic))) {
                throw new IllegalArgumentException("an event lies in a topic that brings frames");
            }
        }

        Place place() {
            return new Place(Topic.named(topic), partition, offset);
        }
    }

    public Order {
        events = List.copyOf(events);
        if (operator.isBlank() || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "the operator and a reason of at most " + LONGEST_REASON + " characters are needed");
        }
        if (pace < 1 || pace > MOST_PACE || events.size() > MOST_EVENTS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_EVENTS + " events, 1 to " + MOST_PACE + " of them a second");
        }
        // Another pod may have cleaned them; whoever calls this port by hand has not.
        operator = Asker.of(address, operator).operator();
        address = address.replaceAll("[^0-9a-fA-F.:%]", "?");
        reason = NOT_PLAIN.matcher(reason).replaceAll(" ").replace('"', '\'').strip();
    }
}
