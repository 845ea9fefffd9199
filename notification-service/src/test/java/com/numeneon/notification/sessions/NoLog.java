package com.numeneon.notification.sessions;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Of a journal that was never started. */
final class NoLog implements SessionLog {

    @Override
    public void append(String key, byte @Nullable [] body, Consumer<@Nullable Exception> written) {
        throw new IllegalStateException("not started");
    }

    @Override
    public void close(Duration limit) {}
}
