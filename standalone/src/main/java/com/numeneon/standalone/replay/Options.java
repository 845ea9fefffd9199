package com.numeneon.standalone.replay;

import com.numeneon.standalone.operator.Arguments;
import com.numeneon.standalone.operator.WrongUsage;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param query the parameters of the request; the pod checks their values
 * @param deliver whether events are sent again
 * @param json whether rows are printed as they come
 * @param url of a pod's management port; empty looks for one of this home
 */
record Options(String query, boolean deliver, boolean json, Optional<URI> url) {

    static final String USAGE = """
            ./numeneon replay [options]    shows what the log of events holds, and what became of it for a user

            Which events:
              --user ID|NAME         whose; a name is known when its user did something in the window
              --since 10m|TIME       from when on: 90s, 10m, 2h, 1d ago, or 2026-11-22T15:04:05Z (10m; with --message 24h)
              --until 5m|TIME        until when (now)
              --around EVENT_ID      around this event, whose id carries its time
              --message ID           about this message, whomever it concerns
              --conversation ID      of this conversation
              --type TYPE            of the event (column TYPE), such as message.sent; several times, or with commas
              --event ID             only this one of them; several times, or with commas
              --all                  also those that do not concern the user
              --limit N              at most so many rows (1000)
              --follow               goes on with what comes; Ctrl-C ends it

            Sending them again, to the user's open sockets:
              --deliver              all that is shown and has a frame for the user, when all was shown; Ctrl-C ends it
              --reason TEXT          why; it is noted in the pods' logs, with your name
              --pace N               events a second (10, at most 100)

            How:
              --json                 rows as JSON, one a line
              --reveal               shows what people wrote, which is noted in the pod's log
              --url URL              of a pod's management port; else a pod of NUMENEON_HOME is found.
                                     The environment's OPERATOR_TOKEN is sent along

            Ends with 0 when all was done, with 1 when it was not, with 2 for a wrong command line.
            """;

    private static final Set<String> WITH_VALUE = Set.of(
            "user", "since", "until", "around", "message", "conversation", "type", "event", "limit", "reason", "pace");
    private static final Set<String> FLAGS = Set.of("all", "follow", "reveal", "deliver");

    /** @throws WrongUsage naming what is wrong */
    static Options parse(List<String> arguments) {
        List<String> query = new ArrayList<>();
        boolean json = false;
        Optional<URI> url = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                throw new WrongUsage("\"" + argument + "\" belongs to no option");
            }
            if (argument.matches("[^=]+=\\s*")) {
                throw new WrongUsage(argument + " needs a value");
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (equals < 0 && name.equals("json")) {
                json = true;
            } else if (equals < 0 && FLAGS.contains(name)) {
                query.add(name + "=true");
            } else if (name.equals("url") || WITH_VALUE.contains(name)) {
                String value = equals >= 0 ? argument.substring(equals + 1) : Arguments.valueAfter(arguments, i++);
                if (name.equals("url")) {
                    url = Optional.of(Arguments.url(value));
                } else {
                    query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                }
            } else {
                throw new WrongUsage("there is no option \"" + argument + "\"");
            }
        }
        return new Options(String.join("&", query), query.contains("deliver=true"), json, url);
    }
}
