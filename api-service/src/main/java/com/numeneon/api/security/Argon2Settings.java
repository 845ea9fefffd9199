package com.numeneon.api.security;

import com.numeneon.contracts.settings.Settings;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * The cost of a password hash; the defaults are OWASP's least for Argon2id. A stored hash keeps the cost that it was made
 * with.
 *
 * @param memoryKib {@code ARGON2_MEMORY_KIB}
 * @param iterations {@code ARGON2_ITERATIONS}
 * @param parallelism {@code ARGON2_PARALLELISM}
 */
record Argon2Settings(int memoryKib, int iterations, int parallelism) {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    static Argon2Settings of(Settings settings) {
        return new Argon2Settings(
                settings.integer("ARGON2_MEMORY_KIB", 19_456, 64, 1_048_576),
                settings.integer("ARGON2_ITERATIONS", 2, 1, 100),
                settings.integer("ARGON2_PARALLELISM", 1, 1, 8));
    }

    Argon2PasswordEncoder encoder() {
        return new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, parallelism, memoryKib, iterations);
    }
}
