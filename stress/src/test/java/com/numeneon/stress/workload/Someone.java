package com.numeneon.stress.workload;

/** Somebody who has logged in. */
public record Someone(long id, String name, String token) {

    @Override
    public String toString() {
        return name;
    }
}
