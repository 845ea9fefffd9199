package com.numeneon.notification.sockets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until {@link #pass}, and the timer that goes by it. */
public final class ManualTimer extends Clock implements SocketTimer {

    private record Task(Instant due, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T15:00:00Z");

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), task));
    }

    @Override
    public void every(Duration period, Runnable task) {
        after(period, () -> {
            task.run();
            every(period, task);
        });
    }

    public void pass(Duration time) {
        now = now.plus(time);
        List<Task> due = tasks.stream().filter(task -> !task.due().isAfter(now)).toList();
        tasks.removeAll(due);
        due.forEach(task -> task.work().run());
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
