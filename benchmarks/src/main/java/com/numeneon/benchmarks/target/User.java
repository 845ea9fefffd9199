package com.numeneon.benchmarks.target;

/**
 * Somebody whom the benchmark signed up.
 *
 * @param access a token for an hour
 * @param refresh gives others, for days
 */
public record User(long id, String username, String access, String refresh) {

    @Override
    public String toString() {
        return "User[" + id + "]";
    }

    User withAccess(String fresh) {
        return new User(id, username, fresh, refresh);
    }
}
