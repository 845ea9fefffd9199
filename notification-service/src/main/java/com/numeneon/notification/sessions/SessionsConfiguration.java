package com.numeneon.notification.sessions;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the journal, which sockets write to, and the watch, which acts on them. */
@Configuration(proxyBeanMethods = false)
class SessionsConfiguration {

    @Bean
    PodId podId() {
        return new PodId(UUID.randomUUID().toString());
    }

    @Bean
    WaitingSockets waitingSockets() {
        return new WaitingSockets(System::nanoTime);
    }

    @Bean
    QueuedSessionJournal sessionJournal(PodId pod, SessionLog log, WaitingSockets waiting, MeterRegistry meters) {
        return new QueuedSessionJournal(pod, new JournalQueue(), log, waiting, meters);
    }

    @Bean
    SessionWatch sessionWatch(
            PodId pod,
            PodSessions sockets,
            QueuedSessionJournal journal,
            WaitingSockets waiting,
            MeterRegistry meters) {
        return new SessionWatch(pod, sockets, journal, waiting, new ClaimMetrics(meters), System::nanoTime);
    }
}
