package com.numeneon.standalone.frontdoor;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.WorkerUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads one request body before anything is proxied: holds up to {@link RequestBodies#LIMIT} of it, and throws away what is
 * more, up to {@link RequestBodies#READ_AT_MOST}.
 *
 * <p>Ends in one of these ways: the body is complete and the next handler gets it, it is too large and the answer is 413, or
 * it cannot be read (400) or did not arrive in time (408), after which the connection is closed. Runs on the exchange's I/O thread alone.
 */
final class BodyIntake {

    private final HttpServerExchange exchange;
    private final HttpHandler next;
    private final Refusals refusals;
    private final List<PooledByteBuffer> held = new ArrayList<>();
    private final XnioExecutor.Key deadline;
    private boolean holding;
    private long taken;

    BodyIntake(HttpServerExchange exchange, HttpHandler next, Refusals refusals, Duration within) {
        this.exchange = exchange;
        this.next = next;
        this.refusals = refusals;
        this.deadline = WorkerUtils.executeAfter(
                exchange.getIoThread(), () -> refuse(Refusal.BODY_LATE), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    void begin(boolean hold) {
        holding = hold;
        exchange.addExchangeCompleteListener((self, proceed) -> {
            deadline.remove();
            letGo();
            proceed.proceed();
        });
        exchange.dispatch(SameThreadExecutor.INSTANCE, this::askForBody);
    }

    private void askForBody() {
        if (!HttpContinue.requiresContinueResponse(exchange)) {
            read();
            return;
        }
        HttpContinue.sendContinueResponse(exchange, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange self, Sender sender) {
                exchange.getRequestHeaders().remove(Headers.EXPECT);
                read();
            }

            @Override
            public void onException(HttpServerExchange self, Sender sender, IOException exception) {
                abandon();
            }
        });
    }

    private void read() {
        StreamSourceChannel body = exchange.getRequestChannel();
        body.getReadSetter().set(this::readable);
        readable(body);
    }

    private void readable(StreamSourceChannel body) {
        try {
            while (taken <= RequestBodies.READ_AT_MOST) {
                int count = holding ? hold(body) : discard(body);
                if (count == 0) {
                    body.resumeReads();
                    return;
                }
                if (count < 0) {
                    body.suspendReads();
                    complete();
                    return;
                }
                taken += count;
                if (taken > RequestBodies.LIMIT) {
                    holding = false;
                    letGo();
                }
            }
            body.suspendReads();
            tooLarge();
        } catch (IOException ignored) {
            body.suspendReads();
            refuse(Refusal.UNREADABLE);
        }
    }

    private int hold(StreamSourceChannel body) throws IOException {
        if (held.isEmpty() || !held.getLast().getBuffer().hasRemaining()) {
            held.add(exchange.getConnection().getByteBufferPool().allocate());
        }
        return body.read(held.getLast().getBuffer());
    }

    private int discard(StreamSourceChannel body) throws IOException {
        try (PooledByteBuffer waste =
                exchange.getConnection().getByteBufferPool().allocate()) {
            return body.read(waste.getBuffer());
        }
    }

    private void complete() {
        deadline.remove();
        if (taken > RequestBodies.LIMIT) {
            refusals.send(exchange, Refusal.BODY_TOO_LARGE);
            return;
        }
        if (taken > 0) {
            held.forEach(buffer -> buffer.getBuffer().flip());
            Connectors.ungetRequestBytes(exchange, held.toArray(PooledByteBuffer[]::new));
            held.clear();
            Connectors.resetRequestChannel(exchange);
        }
        letGo();
        exchange.dispatch(SameThreadExecutor.INSTANCE, next);
    }

    /** What still comes is read while the answer is on its way, until the deadline closes the connection. */
    private void tooLarge() {
        exchange.setPersistent(false);
        refusals.send(exchange, Refusal.BODY_TOO_LARGE);
    }

    /** Nothing after this body could be understood. */
    private void refuse(Refusal refusal) {
        deadline.remove();
        letGo();
        if (exchange.isResponseStarted()) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        exchange.setPersistent(false);
        refusals.send(exchange, refusal);
    }

    private void abandon() {
        deadline.remove();
        letGo();
        IoUtils.safeClose(exchange.getConnection());
    }

    private void letGo() {
        held.forEach(PooledByteBuffer::close);
        held.clear();
    }
}
