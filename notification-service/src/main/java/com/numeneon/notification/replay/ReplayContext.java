package com.numeneon.notification.replay;

import com.numeneon.notification.eventlog.EventLog;
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
    ServletRegistrationBean<ReplayServlet> replayServlet(EventLog log, ReplayThreads threads, Clock clock) {
        return new ServletRegistrationBean<>(new ReplayServlet(log, threads, new Audit(), clock), "/replay");
    }
}
