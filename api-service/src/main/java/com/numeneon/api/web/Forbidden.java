package com.numeneon.api.web;

import org.springframework.http.HttpStatus;

/** 403: known who, but not allowed. */
public final class Forbidden extends ApiException {

    private static final long serialVersionUID = 1L;

    /** @param detail one readable sentence, shown to people */
    public Forbidden(String detail) {
        super(HttpStatus.FORBIDDEN, detail);
    }
}
