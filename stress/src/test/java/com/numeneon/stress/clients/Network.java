package com.numeneon.stress.clients;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What all pages share.
 *
 * @param origin the front door
 * @param timer short tasks only
 */
record Network(URI origin, HttpClient http, ScheduledExecutorService timer, Clock clock) {

    URI socketAddress(String token, String cursor) {
        return URI.create(origin.toString().replaceFirst("^http", "ws") + "/ws/notifications/?token=" + token
                + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
    }

    void after(Duration pause, Runnable task) {
        ScheduledFuture<?> ignored = timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
