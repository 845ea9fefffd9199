package com.numeneon.api.hostile;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** All hostile requests: a list that is the same each time, and an endless supply. */
final class Attacks {

    private Attacks() {}

    /** Where everything is tried; what an endpoint has no part in takes turns among the others. */
    private static final Set<String> SAMPLE = Set.of(
            "GET /api/posts", "POST /api/messages", "POST /api/friends/request/{userId}", "PATCH /api/auth/profile");

    private static final int TURNS = 4;

    /** @param turn of this endpoint: any number, but another one for the next endpoint */
    static Stream<Attack> listed(Endpoint endpoint, int turn) {
        List<Attack> general = Stream.of(
                        BodyAttacks.listed(endpoint), AddressAttacks.listed(endpoint), HeaderAttacks.listed(endpoint))
                .flatMap(all -> all)
                .toList();
        boolean all = SAMPLE.contains(endpoint.row());
        return Stream.of(
                        InputAttacks.listed(endpoint),
                        endpoint.others().stream().map(theft -> theft(endpoint, theft)),
                        IntStream.range(0, general.size())
                                .filter(i -> all || i % TURNS == turn % TURNS)
                                .mapToObj(general::get))
                .flatMap(attacks -> attacks);
    }

    /** Each endpoint as often as any other, and there each kind as often as any other. */
    static Arbitrary<Attack> generated() {
        return Arbitraries.of(Catalogue.all()).flatMap(endpoint -> {
            List<Arbitrary<Attack>> kinds = Stream.of(
                            InputAttacks.generated(endpoint),
                            BodyAttacks.generated(endpoint),
                            AddressAttacks.generated(endpoint),
                            HeaderAttacks.generated(endpoint))
                    .flatMap(List::stream)
                    .toList();
            return Combinators.combine(Arbitraries.oneOf(kinds), Arbitraries.of(Noise.values()))
                    .as((attack, noise) -> attack.with(noise.description(), noise::add));
        });
    }

    /** The request is the good one, but for what it asks for. */
    private static Attack theft(Endpoint endpoint, Endpoint.Theft theft) {
        return new Attack(endpoint, theft.description(), theft.request(), theft.expected());
    }
}
