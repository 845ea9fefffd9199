package com.numeneon.api.web;

import org.springframework.http.HttpStatus;

/** 422: understood, but it contradicts an earlier request. */
public final class Unprocessable extends ApiException {

    private static final long serialVersionUID = 1L;

    /** @param detail one readable sentence, shown to people */
    public Unprocessable(String detail) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, detail);
    }
}
