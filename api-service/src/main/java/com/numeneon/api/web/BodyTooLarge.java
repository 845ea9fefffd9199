package com.numeneon.api.web;

import org.springframework.http.HttpStatus;

/** 413: the request's body is over the limit. */
public final class BodyTooLarge extends ApiException {

    private static final long serialVersionUID = 1L;

    /** @param detail one readable sentence, shown to people */
    public BodyTooLarge(String detail) {
        super(HttpStatus.CONTENT_TOO_LARGE, detail);
    }
}
