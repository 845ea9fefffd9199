package com.numeneon.api.testing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Holds every answer that a test gets against {@code contracts/openapi.yaml}: its status must be described for the
 * operation, its body must be what is described, without a member more, and a header that is required must be there. An
 * address or a method that nothing serves must be refused with a problem.
 */
final class DescribedAnswers {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    /** Late, or with an address or headers too long: refused before any operation is looked for. */
    private static final Set<Integer> OF_THE_CONTAINER = Set.of(408, 414, 431);

    /** While the file is written anew, the old one says nothing. */
    private static final boolean OFF = Boolean.getBoolean("openapi.write");

    private DescribedAnswers() {}

    static void check(String method, String address, ApiAnswer answer) {
        boolean described = List.of("GET", "POST", "PUT", "PATCH", "DELETE").contains(method);
        if (OFF || !described || !address.startsWith("/api")) {
            return;
        }
        OpenApi api = OpenApi.file();
        Optional<String> path = api.pathOf(address);
        JsonNode operation = path.map(it -> api.operation(it, method.toLowerCase(Locale.ROOT)))
                .orElse(MissingNode.getInstance());
        String call = method + " " + path.orElse(address) + " " + answer.status();
        if (operation.isMissingNode() || OF_THE_CONTAINER.contains(answer.status())) {
            checkRefusal(call, answer);
        } else {
            checkAnswer(call, operation, answer);
        }
    }

    private static void checkRefusal(String call, ApiAnswer answer) {
        if (answer.status() < 400) {
            fail(call, "is not described at all");
        }
        checkBody(call, OpenApi.file().schema("Problem"), PROBLEM, answer);
    }

    private static void checkAnswer(String call, JsonNode operation, ApiAnswer answer) {
        JsonNode found = operation.path("responses").path(Integer.toString(answer.status()));
        if (found.isMissingNode()) {
            fail(call, "is not described: " + answer.text());
        }
        JsonNode response = OpenApi.file().resolved(found);
        response.path("headers").propertyStream().forEach(header -> {
            boolean required =
                    OpenApi.file().resolved(header.getValue()).path("required").asBoolean(false);
            if (required && answer.header(header.getKey()).isEmpty()) {
                fail(call, "has no header " + header.getKey());
            }
        });
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            if (!answer.text().isEmpty()) {
                fail(call, "has a body that is not described: " + answer.text());
            }
            return;
        }
        String type = content.has(PROBLEM) ? PROBLEM : JSON;
        checkBody(call, content.path(type).path("schema"), type, answer);
    }

    private static void checkBody(String call, JsonNode schema, String type, ApiAnswer answer) {
        if (!answer.header("Content-Type").orElse("").startsWith(type)) {
            fail(call, "is of type " + answer.header("Content-Type") + " instead of " + type);
        }
        List<String> errors = OpenApi.file().errors(schema, answer.json());
        if (!errors.isEmpty()) {
            fail(call, "is not as described: " + errors + " in " + answer.text());
        }
    }

    private static void fail(String call, String why) {
        throw new AssertionError(call + " " + why
                + "\nIf the code is right, describe it in api-service/src/openapi and rewrite contracts/openapi.yaml"
                + " (OpenApiFileIT says how).");
    }
}
