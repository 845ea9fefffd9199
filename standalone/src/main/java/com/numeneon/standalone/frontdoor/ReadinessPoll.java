package com.numeneon.standalone.frontdoor;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every pod again and again whether it is ready.
 *
 * <p>One virtual thread a pod, so that a pod that answers late delays the verdict on no other. Only the status 200 within
 * {@link Timing#pollWithin} is a yes.
 */
final class ReadinessPoll implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReadinessPoll.class);

    private final Timing timing;
    private final HttpClient http;
    private final List<Thread> threads;
    private final CountDownLatch unasked;

    ReadinessPoll(Timing timing, Pods api, Pods notification) {
        this.timing = timing;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timing.pollWithin())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.threads = Stream.concat(api.all().stream(), notification.all().stream())
                .map(pod ->
                        Thread.ofVirtual().name("readiness-" + pod.address()).unstarted(() -> watch(pod)))
                .toList();
        this.unasked = new CountDownLatch(threads.size());
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Waits until there is a verdict on every pod; not longer than the slowest of them may take. */
    void awaitFirstVerdicts() {
        try {
            if (!unasked.await(timing.pollWithin().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Some pods have no verdict yet pods={}", unasked.getCount());
            }
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Pod pod) {
        HttpRequest question = HttpRequest.newBuilder(pod.address().readiness())
                .timeout(timing.pollWithin())
                .build();
        try {
            pod.becomes(says(question));
            unasked.countDown();
            while (true) {
                Thread.sleep(timing.pollEvery());
                pod.becomes(says(question));
            }
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean says(HttpRequest question) throws InterruptedException {
        try {
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | RuntimeException ignored) {
            // Whatever it is, the next question decides; a thread that ended would leave the last verdict for ever.
            return false;
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        http.shutdownNow();
    }
}
