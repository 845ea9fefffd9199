package com.numeneon.api.hostile;

import com.numeneon.api.testing.Cast;

/** What may stand beside anything and must make no difference. */
enum Noise {
    NONE("no more") {
        @Override
        Draft add(Draft draft) {
            return draft;
        }
    },
    NO_SLASH("no slash at the end") {
        @Override
        Draft add(Draft draft) {
            return draft.endsInSlash() ? draft.afterPath("") : draft;
        }
    },
    UNKNOWN_PARAMETER("an unknown parameter") {
        @Override
        Draft add(Draft draft) {
            return draft.afterQuery("&unknown=%00");
        }
    },
    UNKNOWN_FIELD("an unknown field") {
        @Override
        Draft add(Draft draft) {
            return draft.takesBody() ? draft.field("unknown", "{\"a\": [1, null]}") : draft;
        }
    },
    KEY("a good key") {
        @Override
        Draft add(Draft draft) {
            return draft.header("Idempotency-Key", draft.orElseHeader("Idempotency-Key", Cast.freshName()));
        }
    },
    ORIGIN("a page's origin") {
        @Override
        Draft add(Draft draft) {
            return draft.header("Origin", "http://localhost:5173");
        }
    },
    HEADERS("unknown headers") {
        @Override
        Draft add(Draft draft) {
            return draft.header("X-Forwarded-For", "nonsense").header("traceparent", "nonsense");
        }
    };

    private final String description;

    Noise(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    abstract Draft add(Draft draft);
}
