package com.numeneon.api.web;

import org.springframework.http.HttpStatus;

/** 415: a body of another kind than JSON in UTF-8. */
public final class UnsupportedBody extends ApiException {

    private static final long serialVersionUID = 1L;

    /** @param detail one readable sentence, shown to people */
    public UnsupportedBody(String detail) {
        super(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
