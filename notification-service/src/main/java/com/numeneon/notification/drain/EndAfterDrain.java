package com.numeneon.notification.drain;

import java.util.concurrent.CompletableFuture;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/** A drain that somebody asked for without ending the process: once it is done, the pod ends by itself. */
@Component
public final class EndAfterDrain {

    private final Drain drain;
    private final ConfigurableApplicationContext pod;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    EndAfterDrain(Drain drain, ConfigurableApplicationContext pod) {
        this.drain = drain;
        this.pod = pod;
    }

    /** Begins the drain unless it has begun; whoever began it ends the pod. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing a context logs what fails in it
    public void begin(String cause) {
        if (drain.begin(cause)) {
            drain.done()
                    .thenRunAsync(pod::close, EndAfterDrain::onThreadOfItsOwn)
                    .whenComplete((closed, error) -> ended.complete(null));
        }
    }

    /** Completes when the pod was ended from here. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Not one of the pod's own threads, which end meanwhile. */
    private static void onThreadOfItsOwn(Runnable task) {
        Thread.ofPlatform().name("end-after-drain").start(task);
    }
}
