package com.numeneon.api.security;

/** What a login or a refresh hands out. Both are secrets: never logged. */
public record TokenPair(String access, String refresh) {

    @Override
    public String toString() {
        return "TokenPair[…]";
    }
}
