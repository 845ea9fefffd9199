package com.numeneon.standalone.operator;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** What command lines of all programs have in common. */
public final class Arguments {

    private Arguments() {}

    /**
     * The argument after an option.
     *
     * @throws WrongUsage when there is none, or nothing in it: a variable that is not set
     */
    public static String valueAfter(List<String> arguments, int option) {
        if (option + 1 >= arguments.size()
                || arguments.get(option + 1).startsWith("--")
                || arguments.get(option + 1).isBlank()) {
            throw new WrongUsage(arguments.get(option) + " needs a value");
        }
        return arguments.get(option + 1);
    }

    /**
     * The value of {@code --url}.
     *
     * @throws WrongUsage when it cannot be a pod's
     */
    public static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new WrongUsage("--url must be like http://127.0.0.1:9081, not \"" + text + "\"");
    }
}
