package com.numeneon.api.web;

import org.springframework.http.HttpStatus;

/** 409: not possible in the present state. */
public final class Conflict extends ApiException {

    private static final long serialVersionUID = 1L;

    /** @param detail one readable sentence, shown to people */
    public Conflict(String detail) {
        super(HttpStatus.CONFLICT, detail);
    }
}
