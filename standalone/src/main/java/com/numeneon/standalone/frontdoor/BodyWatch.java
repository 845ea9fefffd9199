package com.numeneon.standalone.frontdoor;

import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Notes when a streamed body breaks off on the client's side: not the pod's fault, whatever the proxy makes of it. */
final class BodyWatch extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private final HttpServerExchange exchange;

    private BodyWatch(StreamSourceConduit next, HttpServerExchange exchange) {
        super(next);
        this.exchange = exchange;
    }

    static ConduitWrapper<StreamSourceConduit> wrapper() {
        return (factory, exchange) -> new BodyWatch(factory.create(), exchange);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return noted(() -> next.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return noted(() -> next.read(targets, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return noted(() -> next.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return noted(() -> next.transferTo(count, through, target));
    }

    private <T> T noted(Read<T> read) throws IOException {
        try {
            return read.run();
        } catch (IOException e) {
            Attempt.of(exchange).bodyBroke();
            throw e;
        }
    }

    @FunctionalInterface
    private interface Read<T> {
        T run() throws IOException;
    }
}
