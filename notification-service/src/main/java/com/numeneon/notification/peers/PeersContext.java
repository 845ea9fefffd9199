package com.numeneon.notification.peers;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.notification.sessions.PodId;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.trail.Trail;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * What pods ask each other, on the management port. Not annotated, so that the component scan leaves it out: it belongs to
 * that port's context alone, which finds it in {@code META-INF/spring}.
 */
final class PeersContext {

    @Bean
    Peers peers(Settings settings) {
        return new Peers(PeerSettings.read(settings));
    }

    @Bean
    PodTrails podTrails(Peers peers) {
        return new PodTrails(peers);
    }

    @Bean
    ServletRegistrationBean<TrailServlet> trailServlet(Trail trail, EventWindow window, PodId pod) {
        return new ServletRegistrationBean<>(new TrailServlet(trail, window, pod), "/trail");
    }
}
