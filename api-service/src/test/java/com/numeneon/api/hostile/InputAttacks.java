package com.numeneon.api.hostile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Wrong values in the places where an endpoint takes one. */
final class InputAttacks {

    private InputAttacks() {}

    static Stream<Attack> listed(Endpoint endpoint) {
        Stream<Attack> values = endpoint.inputs().stream()
                .flatMap(input -> input.listed().stream().map(bad -> attack(endpoint, input, bad)));
        return Stream.concat(values, empty(endpoint).stream());
    }

    /** One wrong value, or in a body several, of which each must be named. */
    static List<Arbitrary<Attack>> generated(Endpoint endpoint) {
        List<Input> fields = endpoint.inputs(Place.BODY);
        Stream<Arbitrary<Attack>> single = endpoint.inputs().stream()
                .map(input -> input.generated().get().map(bad -> attack(endpoint, input, bad)));
        return fields.size() < 2
                ? single.toList()
                : Stream.concat(single, Stream.of(several(endpoint, fields))).toList();
    }

    private static Arbitrary<Attack> several(Endpoint endpoint, List<Input> fields) {
        return Arbitraries.of(fields).set().ofMinSize(2).ofMaxSize(3).flatMap(chosen -> {
            List<Input> inputs = List.copyOf(chosen);
            List<Arbitrary<Bad>> values =
                    inputs.stream().map(input -> input.generated().get()).toList();
            return Combinators.combine(values).as(bads -> {
                Map<String, Bad> wrong = new TreeMap<>();
                for (int i = 0; i < inputs.size(); i++) {
                    if (bads.get(i).named()) {
                        wrong.put(inputs.get(i).name(), bads.get(i));
                    }
                }
                return wrong.isEmpty() ? attack(endpoint, inputs.getFirst(), bads.getFirst()) : all(endpoint, wrong);
            });
        });
    }

    private static List<Attack> empty(Endpoint endpoint) {
        Set<String> required = endpoint.inputs(Place.BODY).stream()
                .filter(input -> input.listed().contains(Bad.field(null)))
                .map(Input::name)
                .collect(Collectors.toSet());
        if (required.isEmpty()) {
            return List.of();
        }
        return List.of(new Attack(
                endpoint,
                "an empty object",
                draft -> draft.body("{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                new Expected(Set.of(400), required)));
    }

    private static Attack all(Endpoint endpoint, Map<String, Bad> wrong) {
        return new Attack(
                endpoint,
                "wrong fields " + wrong.keySet(),
                draft -> {
                    wrong.forEach((name, bad) -> draft.field(name, bad.raw()));
                    return draft;
                },
                new Expected(Set.of(400), endpoint.lookedAt(wrong.keySet())));
    }

    private static Attack attack(Endpoint endpoint, Input input, Bad bad) {
        String raw = bad.raw();
        return new Attack(
                endpoint,
                input.name() + " = " + shortened(raw),
                draft -> switch (input.place()) {
                    case PATH -> draft.path(input.name(), String.valueOf(raw));
                    case QUERY -> draft.query(input.name(), raw);
                    case BODY -> draft.field(input.name(), raw);
                },
                new Expected(bad.statuses(), bad.named() ? Set.of(input.name()) : Set.of()));
    }

    private static String shortened(@org.jspecify.annotations.Nullable String raw) {
        if (raw == null) {
            return "(left out)";
        }
        return raw.length() > 60 ? raw.substring(0, 60) + "... (" + raw.length() + " characters)" : raw;
    }
}
