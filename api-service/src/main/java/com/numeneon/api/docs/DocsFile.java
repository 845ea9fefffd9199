package com.numeneon.api.docs;

import org.springframework.http.MediaType;

/** One file of the page, as it is sent. Its bytes are shared, and only ever read. */
final class DocsFile {

    private final MediaType type;
    private final byte[] bytes;

    DocsFile(MediaType type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    MediaType type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }
}
