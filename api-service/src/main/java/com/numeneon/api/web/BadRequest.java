package com.numeneon.api.web;

import org.springframework.http.HttpStatus;

/** 400 where no single field is at fault; see {@link InvalidFields} for the other case. */
public final class BadRequest extends ApiException {

    private static final long serialVersionUID = 1L;

    /** @param detail one readable sentence, shown to people */
    public BadRequest(String detail) {
        super(HttpStatus.BAD_REQUEST, detail);
    }
}
