package com.numeneon.notification.replay;

import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.operations.Audit;
import com.numeneon.notification.peers.PodTrails;
import com.numeneon.notification.redelivery.Redeliveries;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Puts the replay on the management port. Not annotated, so that the component scan leaves it out: it belongs to that
 * port's context alone, which finds it in {@code META-INF/spring}.
 */
final class ReplayContext {

    @Bean
    ReplayThreads replayThreads() {
        return new ReplayThreads();
    }

    @Bean
    ReplayEnvironment replayEnvironment(
            EventLog log, PodTrails trails, Redeliveries redeliveries, Audit audit, Clock clock) {
        return new ReplayEnvironment(log, trails, redeliveries, audit, clock);
    }

    @Bean
    ServletRegistrationBean<ReplayServlet> replayServlet(ReplayEnvironment environment, ReplayThreads threads) {
        return new ServletRegistrationBean<>(new ReplayServlet(environment, threads), "/replay");
    }
}
