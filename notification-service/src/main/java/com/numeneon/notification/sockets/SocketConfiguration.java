package com.numeneon.notification.sockets;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.notification.sessions.SessionJournal;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.History;
import com.numeneon.notification.trail.Trail;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the sockets: limits from the environment, one timer thread, a virtual thread for each hand-off. */
@Configuration(proxyBeanMethods = false)
class SocketConfiguration {

    @Bean
    SocketSettings socketSettings(Settings settings) {
        return SocketSettings.read(settings);
    }

    @Bean
    OneThreadTimer socketTimer() {
        return new OneThreadTimer();
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService socketWriters() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("socket-writer").factory());
    }

    @Bean
    OpenSessions openSessions(EventWindow window, SocketTimer socketTimer, Clock clock) {
        OpenSessions open = new OpenSessions(window, clock);
        open.startOn(socketTimer);
        return open;
    }

    @Bean
    SocketRegistry socketRegistry(
            SocketSettings settings,
            EventWindow window,
            History history,
            ExecutorService socketWriters,
            SocketTimer socketTimer,
            SocketMetrics metrics,
            SessionJournal journal,
            Trail trail,
            OpenSessions open,
            Clock clock,
            MeterRegistry meters) {
        Heartbeat heartbeat = new Heartbeat(clock);
        heartbeat.startOn(socketTimer, settings.heartbeatInterval());
        SocketEnvironment environment = new SocketEnvironment(
                settings, window, history, socketWriters, socketTimer, metrics, journal, trail, clock);
        SocketRegistry registry = new SocketRegistry(
                environment, open, heartbeat, () -> UUID.randomUUID().toString(), meters);
        SocketGauges.show(registry, settings, meters);
        return registry;
    }
}
