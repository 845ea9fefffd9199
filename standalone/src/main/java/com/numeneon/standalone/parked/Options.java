package com.numeneon.standalone.parked;

import com.numeneon.standalone.operator.Arguments;
import com.numeneon.standalone.operator.WrongUsage;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param query the parameters of a change
 * @param json whether lines are printed as the pod gives them
 * @param url of a pod's management port; empty looks for one of this home
 */
record Options(Action action, String query, boolean json, Optional<URI> url) {

    enum Action {
        LIST,
        RETRY,
        DROP
    }

    static final String USAGE = """
            ./numeneon outbox parked list                           the events that Kafka refused, without what they say
            ./numeneon outbox parked retry SEQUENCE…|--all          publishes them again, behind what came after them
            ./numeneon outbox parked drop SEQUENCE…|--all --reason TEXT
                                                                    forgets them

              --all           all that there are when it begins, oldest first
              --reason TEXT   why; it is noted, like your name and which event, by the pod's logger "audit"
              --json          lines as JSON
              --url URL       of a management port of api-service; else a pod of NUMENEON_HOME is found.
                              The environment's OPERATOR_TOKEN is sent along

            Ends with 0 when all was done, with 1 when something was not, with 2 for a wrong command line.
            """;

    /**
     * @param arguments those after {@code outbox}
     * @throws WrongUsage naming what is wrong
     */
    static Options parse(List<String> arguments) {
        Action action = action(arguments);
        List<String> query = new ArrayList<>();
        boolean all = false;
        boolean reason = false;
        boolean json = false;
        Optional<URI> url = Optional.empty();
        for (int i = 2; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String option = equals < 0 ? argument : argument.substring(0, equals);
            if (argument.equals("--json")) {
                json = true;
            } else if (option.equals("--url")) {
                url = Optional.of(Arguments.url(
                        equals >= 0 ? argument.substring(equals + 1) : Arguments.valueAfter(arguments, i++)));
            } else if (option.equals("--reason") && action == Action.DROP) {
                String text = equals >= 0 ? argument.substring(equals + 1) : Arguments.valueAfter(arguments, i++);
                reason = !text.isBlank();
                query.add("reason=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
            } else if (argument.equals("--all") && action != Action.LIST) {
                all = true;
            } else if (argument.matches("\\d{1,18}") && action != Action.LIST) {
                query.add("id=" + argument);
            } else {
                throw new WrongUsage("\"" + argument + "\" makes no sense here");
            }
        }
        boolean named = query.stream().anyMatch(parameter -> parameter.startsWith("id="));
        if (action != Action.LIST && all == named) {
            throw new WrongUsage("say which: their sequences, or --all");
        }
        if (action == Action.DROP && !reason) {
            throw new WrongUsage("to drop needs a --reason");
        }
        if (all) {
            query.add("all=true");
        }
        return new Options(action, String.join("&", query), json, url);
    }

    private static Action action(List<String> arguments) {
        if (arguments.size() >= 2 && arguments.getFirst().equals("parked")) {
            for (Action action : Action.values()) {
                if (arguments.get(1).equalsIgnoreCase(action.name())) {
                    return action;
                }
            }
        }
        throw new WrongUsage("say outbox parked list, outbox parked retry or outbox parked drop");
    }
}
