package com.numeneon.standalone.check;

import com.numeneon.standalone.operator.Arguments;
import com.numeneon.standalone.operator.WrongUsage;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param rebuild whether to repair what can be
 * @param json whether findings are printed as the pod gives them
 * @param url of a pod's management port; empty looks for one of this home
 */
record Options(boolean rebuild, boolean json, Optional<URI> url) {

    static final String USAGE = """
            ./numeneon check [options]    holds what is stored twice against itself, while the system runs

              --rebuild     repairs what other rows say how it should be; the rest is reported
              --json        findings as JSON, one a line
              --url URL     of a management port of api-service; else a pod of NUMENEON_HOME is found.
                            The environment's OPERATOR_TOKEN is sent along

            Ends with 0 when everything holds, with 1 when something does not (with --rebuild: when something
            is left), with 2 when that could not be told.
            """;

    /** @throws WrongUsage naming what is wrong */
    static Options parse(List<String> arguments) {
        boolean rebuild = false;
        boolean json = false;
        Optional<URI> url = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--rebuild" -> rebuild = true;
                case "--json" -> json = true;
                case "--url" -> url = Optional.of(Arguments.url(Arguments.valueAfter(arguments, i++)));
                default -> {
                    if (!argument.startsWith("--url=")) {
                        throw new WrongUsage("there is no option \"" + argument + "\"");
                    }
                    url = Optional.of(Arguments.url(argument.substring("--url=".length())));
                }
            }
        }
        return new Options(rebuild, json, url);
    }
}
