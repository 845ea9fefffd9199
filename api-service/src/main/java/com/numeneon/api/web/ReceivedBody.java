package com.numeneon.api.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;

/** A request whose body has arrived whole. */
public final class ReceivedBody extends HttpServletRequestWrapper {

    private final ByteArrayInputStream bytes;

    /** @param body what its stream gives, whatever has been read of the request's own */
    public ReceivedBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.bytes = new ByteArrayInputStream(body);
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return bytes.read(target, offset, length);
            }

            // Without the buffer that a stream of unknown length needs.
            @Override
            public byte[] readAllBytes() {
                return bytes.readAllBytes();
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("everything has arrived already");
            }
        };
    }
}
