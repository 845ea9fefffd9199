package com.numeneon.standalone.replay;

import com.numeneon.standalone.operator.Plain;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Events as rows of a table, for people: when, for whom there is a frame or why there is none, what became of it, which
 * event, and where it lies in the log. Times are in UTC.
 *
 * @param colours whether the terminal shows them
 * @param width longest row; empty cuts nothing
 */
record Table(boolean colours, Optional<Integer> width) {

    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    String head() {
        return coloured(
                BOLD,
                cut(line(
                        "TIME",
                        "FRAME FOR, OR WHY NOT",
                        "WHAT BECAME OF IT",
                        "TYPE",
                        "KEY",
                        "LOG POSITION",
                        "EVENT",
                        "FRAME")));
    }

    String row(JsonNode event) {
        JsonNode frame = event.path("frame");
        boolean brought = frame.isObject();
        String outcome = brought ? users(event.path("recipients")) : text(event.path("reason"));
        String became = Trails.summary(event.path("trail"));
        String line = cut(line(
                text(event.path("time")).replace("T", " ").replaceFirst("(\\.\\d{3})\\d*Z$", "$1"),
                outcome,
                became,
                text(event.path("type")),
                text(event.path("key")),
                text(event.path("topic")).replaceFirst("^numeneon\\.", "") + "/"
                        + event.path("partition").asInt() + "@"
                        + event.path("offset").asLong(),
                text(event.path("event_id")),
                brought ? Plain.text(frame.toString()) : ""));
        return coloured(brought ? colourOfTrail(became) : colourOf(outcome), line);
    }

    /** What was broken, what was dropped, and what is as it should be. */
    private static String colourOf(String reason) {
        return switch (reason) {
            case "cannot be decoded" -> RED;
            case "unknown type", "late" -> YELLOW;
            default -> DIM;
        };
    }

    /** What arrived, what was cut off, and what nobody knows or was there for. */
    private static String colourOfTrail(String became) {
        if (became.isEmpty()
                || became.contains("written")
                || became.contains("resumed")
                || became.contains("replayed")) {
            return GREEN;
        }
        return became.contains("closed") ? RED : YELLOW;
    }

    private static String users(JsonNode recipients) {
        int others = recipients.size() - 1;
        return recipients.path(0).asLong() + (others > 0 ? " and " + others + " more" : "");
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "-" : Plain.text(value.asString());
    }

    private static String line(
            String time,
            String outcome,
            String became,
            String type,
            String key,
            String position,
            String event,
            String frame) {
        return "%-23s  %-21s  %-33s  %-26s  %-18s  %-16s  %-36s  %s"
                .formatted(time, outcome, became, type, key, position, event, frame)
                .stripTrailing();
    }

    private String cut(String line) {
        int most = width.orElse(Integer.MAX_VALUE);
        return line.length() <= most ? line : line.substring(0, Math.max(0, most - 1)) + "\u2026";
    }

    private String coloured(String colour, String line) {
        return colours ? colour + line + RESET : line;
    }
}
