package com.numeneon.contracts.token;

/** The outcome of checking a token; whether its session still lives is the service's own knowledge. */
public sealed interface TokenCheck {

    record Valid(TokenClaims claims) implements TokenCheck {}

    /** Good in everything but its time. */
    record Expired(TokenClaims claims) implements TokenCheck {}

    /** Malformed, of the wrong kind, of an unknown key, or with a signature that does not hold. */
    record Invalid() implements TokenCheck {}
}
