package com.numeneon.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.OpenApi;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.json.ContractJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Every rule for a field of a request that {@code contracts/openapi.yaml} states, tried on the service: a body that breaks
 * this rule alone is refused and the field is named; one that just keeps it is done.
 */
class RequestRulesIT {

    private static final ApiService SERVICE = ApiService.shared();
    private static final TestUser CALLER = TestUser.signUp(SERVICE);
    private static final TestUser OTHER = TestUser.signUp(SERVICE);
    private static final OpenApi API = OpenApi.file();
    private static final JsonNode NULL = ContractJson.mapper().nullNode();
    private static final long POST = CALLER.client()
            .post("/api/posts/", Json.object("content", "to be changed"))
            .json()
            .path("id")
            .asLong();

    /** What an example cannot know, as it differs from run to run or may be used once only. */
    private static final Map<String, Supplier<JsonNode>> FRESH = Map.of(
            "username", () -> text(TestUser.freshName()),
            "email", () -> text(TestUser.freshName() + "@example.org"),
            "receiver_id", () -> ContractJson.mapper().getNodeFactory().numberNode(OTHER.id()));

    private static final Map<String, String> PLACEHOLDERS =
            Map.of("{post_id}", Long.toString(POST), "{id}", Long.toString(CALLER.id()));

    private static final List<Integer> DONE = List.of(200, 201, 204);

    /** What keeping the rules gets where no made-up body can be more than well-formed: the account or token is nobody's. */
    private static final Map<String, Integer> OF_NOBODY =
            Map.of("POST /api/auth/login/", 401, "POST /api/auth/logout/", 401, "POST /api/auth/token/refresh/", 401);

    /**
     * A rule of one field, and a value on one of its sides.
     *
     * @param value null when the field is left out
     */
    record Try(
            String method,
            String path,
            JsonNode schema,
            String field,
            String rule,
            @Nullable JsonNode value,
            boolean kept) {

        String operation() {
            return method + " " + path;
        }

        @Override
        public String toString() {
            return operation() + ": " + field + (kept ? " keeps " : " breaks ") + rule;
        }
    }

    @ParameterizedTest
    @MethodSource
    void a_rule_of_the_description_is_the_rule_of_the_service(Try tried) {
        ObjectNode body = (ObjectNode) tried.schema().path("examples").path(0).deepCopy();
        FRESH.forEach((name, value) -> {
            if (body.has(name)) {
                body.set(name, value.get());
            }
        });
        if (tried.value() == null) {
            body.remove(tried.field());
        } else {
            body.set(tried.field(), tried.value());
        }

        ApiAnswer answer = client(tried).send(tried.method(), address(tried.path()), body.toString());

        if (tried.kept()) {
            assertThat(answer.status())
                    .as(answer.text())
                    .isIn(OF_NOBODY.containsKey(tried.operation()) ? List.of(OF_NOBODY.get(tried.operation())) : DONE);
        } else {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().path("errors").propertyNames()).containsExactly(tried.field());
        }
    }

    static List<Try> a_rule_of_the_description_is_the_rule_of_the_service() {
        List<Try> tries = new ArrayList<>();
        API.document()
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> operation.getValue().has("requestBody"))
                        .forEach(operation -> tries.addAll(tries(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        assertThat(tries).hasSizeGreaterThan(100);
        return tries;
    }

    private static List<Try> tries(String method, String path, JsonNode operation) {
        JsonNode body = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        JsonNode schema = API.resolved(body);
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        List<Try> tries = new ArrayList<>();
        schema.path("properties").propertyStream().forEach(field -> {
            var of = new Of(method, path, schema, field.getKey(), field.getValue(), tries);
            boolean isRequired = required.contains(field.getKey());
            of.add("required", null, !isRequired);
            of.add("type", NULL, of.types().contains("null"));
            of.addTypes();
            of.addLengths();
            of.addFormats();
            of.addChoices();
        });
        return tries;
    }

    /** One field, while its tries are made up. */
    private record Of(String method, String path, JsonNode schema, String field, JsonNode rules, List<Try> tries) {

        List<String> types() {
            JsonNode type = rules.path("type");
            return type.isArray() ? type.valueStream().map(JsonNode::asString).toList() : List.of(type.asString());
        }

        void add(String rule, @Nullable JsonNode value, boolean kept) {
            tries.add(new Try(method, path, schema, field, rule, value, kept));
        }

        void addTypes() {
            boolean isText = types().contains("string");
            add("type " + types(), ContractJson.mapper().readTree(isText ? "7" : "\"seven\""), false);
            add("type " + types(), ContractJson.mapper().readTree("[]"), false);
            if (rules.has("minimum")) {
                add("minimum", ContractJson.mapper().readTree("-1"), false);
            }
            if (rules.path("format").asString("").equals("int64")) {
                add("format int64", ContractJson.mapper().readTree("1" + "0".repeat(30)), false);
            }
        }

        void addLengths() {
            if (rules.has("minLength")) {
                int least = rules.path("minLength").asInt();
                add("minLength", textOf(least), true);
                add("minLength", textOf(least - 1), false);
            }
            if (rules.has("maxLength")) {
                int most = rules.path("maxLength").asInt();
                add("maxLength", textOf(most), true);
                add("maxLength", textOf(most + 1), false);
            }
        }

        void addFormats() {
            switch (rules.path("format").asString("")) {
                case "email" -> add("format email", text("nobody"), false);
                case "uri" -> add("format uri", text("javascript:alert(1)"), false);
                default -> {}
            }
            if (rules.has("pattern")) {
                add("pattern", text("not one of them!"), false);
            }
        }

        void addChoices() {
            if (rules.has("enum")) {
                rules.path("enum").forEach(choice -> add("enum", choice, true));
                add("enum", text("something-else"), false);
            }
        }

        /** Of this length, and else as the field wants it. */
        private StringNode textOf(int length) {
            return switch (rules.path("format").asString("")) {
                case "uri" -> text(padded("https://example.org/", length, ""));
                // No part of an address may be longer than 63 characters.
                case "email" -> text(padded(unique() + "@" + ("d".repeat(50) + ".").repeat(4), length, ".org"));
                default -> text(field.equals("username") ? padded(unique(), length, "") : "x".repeat(length));
            };
        }

        private static String unique() {
            return TestUser.freshName().replace("user", "u");
        }

        private static String padded(String start, int length, String end) {
            int missing = length - start.length() - end.length();
            return missing < 0 ? start.substring(0, length) : start + "p".repeat(missing) + end;
        }
    }

    private static ApiClient client(Try tried) {
        JsonNode security = API.operation(tried.path(), tried.method().toLowerCase(Locale.ROOT))
                .path("security");
        return security.isEmpty() ? SERVICE.client() : CALLER.client();
    }

    private static String address(String path) {
        String address = path;
        for (var placeholder : PLACEHOLDERS.entrySet()) {
            address = address.replace(placeholder.getKey(), placeholder.getValue());
        }
        return address;
    }

    private static StringNode text(String text) {
        return StringNode.valueOf(text);
    }
}
