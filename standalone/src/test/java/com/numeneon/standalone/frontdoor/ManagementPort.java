package com.numeneon.standalone.frontdoor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A pod's management port: answers {@code /readyz} with the status that the test sets. */
final class ManagementPort implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger questions = new AtomicInteger();
    private volatile CountDownLatch answersWhen = new CountDownLatch(0);

    ManagementPort() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/readyz", exchange -> {
            questions.incrementAndGet();
            try (exchange) {
                answersWhen.await();
                exchange.sendResponseHeaders(status.get(), -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    int questions() {
        return questions.get();
    }

    void says(int newStatus) {
        status.set(newStatus);
    }

    /** From now on it takes questions and answers none. */
    void hangs() {
        answersWhen = new CountDownLatch(1);
    }

    @Override
    public void close() {
        answersWhen.countDown();
        server.stop(0);
    }
}
