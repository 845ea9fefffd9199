package com.numeneon.api.web;

import org.springframework.http.HttpStatus;

/** 404: no such thing, or none that the caller may know of. */
public final class NotFound extends ApiException {

    private static final long serialVersionUID = 1L;

    /** @param detail one readable sentence, shown to people */
    public NotFound(String detail) {
        super(HttpStatus.NOT_FOUND, detail);
    }
}
