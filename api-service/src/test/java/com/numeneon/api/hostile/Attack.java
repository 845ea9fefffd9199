package com.numeneon.api.hostile;

import com.numeneon.api.testing.Cast;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A hostile request: a good one and what is done to it.
 *
 * @param description for people
 * @param change of a good request
 */
record Attack(Endpoint endpoint, String description, BiFunction<Cast, Draft, Draft> change, Expected expected) {

    Attack(Endpoint endpoint, String description, UnaryOperator<Draft> change, Expected expected) {
        this(endpoint, description, (cast, draft) -> change.apply(draft), expected);
    }

    /** The same with something beside that must make no difference. */
    Attack with(String noise, UnaryOperator<Draft> harmless) {
        return new Attack(
                endpoint,
                description + ", " + noise,
                (cast, draft) -> harmless.apply(change.apply(cast, draft)),
                expected);
    }

    @Override
    public String toString() {
        return endpoint.row() + ": " + description;
    }
}
