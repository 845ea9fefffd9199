package com.numeneon.notification.redelivery;

import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.operations.Audit;
import com.numeneon.notification.peers.Peers;
import com.numeneon.notification.sockets.SocketRegistry;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Puts re-delivery on the management port. Not annotated, so that the component scan leaves it out: it belongs to that
 * port's context alone, which finds it in {@code META-INF/spring}.
 */
final class RedeliveryContext {

    @Bean
    Parts redeliveryParts(EventLog log, SocketRegistry sockets, Audit audit, Clock clock) {
        return new Parts(order -> new Part(order, new FromLog(order, log, sockets, clock), Part.LEASE, audit));
    }

    @Bean
    Redeliveries redeliveries(Peers peers, Parts parts) {
        return new Redeliveries(peers, parts);
    }

    @Bean
    ServletRegistrationBean<RedeliveryServlet> redeliveryServlet(Parts parts, Audit audit) {
        return new ServletRegistrationBean<>(new RedeliveryServlet(parts, audit), "/redelivery/*");
    }
}
