package com.numeneon.notification.stream;

import java.util.List;
import java.util.Optional;

/** What the window has forgotten, from where the stream is kept. */
public interface History {

    /** Nothing is kept: a cursor older than the window is too old. */
    History NONE = (from, to, user) -> Optional.empty();

    /**
     * Reads; takes seconds.
     *
     * @return what the user missed between the two positions, oldest first, in order within each partition; empty when it
     *     is not all there any more, or too much to be read for one client
     */
    Optional<List<StreamEvent>> read(StreamPosition from, StreamPosition to, long user);
}
