package com.numeneon.notification.sockets;

import org.jspecify.annotations.Nullable;

/** Whether a client wants to go on, later and at whatever pod, where this socket stops: {@code ?cursor=}. */
public sealed interface CursorWish {

    /** No cursor: exactly the frames of the contract and nothing else. */
    record None() implements CursorWish {}

    /** {@code ?cursor=new}: a cursor on every frame from here on. */
    record New() implements CursorWish {}

    /** {@code ?cursor=<text>}: everything since that, then live. */
    record Since(String text) implements CursorWish {}

    static CursorWish of(@Nullable String parameter) {
        if (parameter == null) {
            return new None();
        }
        return parameter.equals("new") ? new New() : new Since(parameter);
    }
}
