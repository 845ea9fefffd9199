package com.numeneon.notification.drain;

import com.numeneon.contracts.settings.DrainTimes;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.notification.sockets.SocketRegistry;
import com.numeneon.notification.sockets.SocketTimer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the drain to the settings, the sockets and their timer. */
@Configuration(proxyBeanMethods = false)
class DrainConfiguration {

    @Bean
    Drain drain(Settings settings, SocketRegistry sockets, SocketTimer socketTimer, Clock clock) {
        return new Drain(socketsOf(sockets), socketTimer, DrainTimes.of(settings), clock);
    }

    private static Drain.Sockets socketsOf(SocketRegistry registry) {
        return new Drain.Sockets() {
            @Override
            public int count() {
                return registry.size();
            }

            @Override
            public CompletableFuture<Void> refuseNew() {
                return registry.refuseNew();
            }

            @Override
            public List<Runnable> goodbyes() {
                return registry.sessions()
                        .<Runnable>map(session -> session::goAway)
                        .toList();
            }
        };
    }
}
