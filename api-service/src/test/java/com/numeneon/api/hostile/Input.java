package com.numeneon.api.hostile;

import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;

/**
 * One input of an endpoint and how it can be wrong.
 *
 * @param listed values that are always tried
 * @param generated further ones; made when a session for generating is open
 */
record Input(Place place, String name, List<Bad> listed, Supplier<Arbitrary<Bad>> generated) {}
