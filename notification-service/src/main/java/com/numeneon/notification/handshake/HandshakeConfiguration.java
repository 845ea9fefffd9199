package com.numeneon.notification.handshake;

import com.numeneon.contracts.origin.AllowedOrigins;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.contracts.token.TokenVerifier;
import com.numeneon.notification.consumer.StreamStatus;
import com.numeneon.notification.revocation.RevokedSessions;
import com.numeneon.notification.sockets.SocketRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.ee11.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the handshake to the settings, to Jetty's upgrade and to the whole of the public port. */
@Configuration(proxyBeanMethods = false)
class HandshakeConfiguration {

    /** A token's life and its grace must end before its revocation is forgotten. */
    private static final Duration MAX_GRACE = Duration.ofDays(14);

    private static final int CONNECTIONS_WAITING = 4096;

    @Bean
    ServletRegistrationBean<HandshakeServlet> handshakeServlet(
            Settings settings,
            StreamStatus stream,
            RevokedSessions revoked,
            SocketRegistry sockets,
            Clock clock,
            MeterRegistry meters) {
        HandshakeRate rate = new HandshakeRate(
                settings.integer(HandshakeRate.SETTING, HandshakeRate.DEFAULT, 1, 1_000_000), System::nanoTime);
        Gauge.builder("numeneon.handshakes.limit", rate, HandshakeRate::perSecond)
                .description("most handshakes per second whose tokens are looked at")
                .register(meters);
        Admission admission = new Admission(
                new OriginCheck(AllowedOrigins.of(settings)),
                () -> stream.unreadyReason().isEmpty(),
                rate,
                new TokenVerifier(JwkSetKeys.of(settings, clock), clock),
                settings.duration("SOCKET_TOKEN_GRACE", Duration.ofHours(24), Duration.ZERO, MAX_GRACE),
                revoked,
                sockets,
                clock);
        return new ServletRegistrationBean<>(new HandshakeServlet(admission, meters), "/*");
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> jettyWebSockets() {
        return factory -> factory.addConfigurations(new AbstractConfiguration(new AbstractConfiguration.Builder()) {
            @Override
            public void configure(WebAppContext context) {
                context.setErrorHandler(new ProblemErrorHandler());
                WebSocketServerComponents.ensureWebSocketComponents(
                        context.getServer(), context.getContext().getContextHandler());
                JettyWebSocketServerContainer.ensureContainer(context.getServletContext());
            }
        });
    }

    @Bean
    JettyServerCustomizer problemBodies() {
        return server -> server.setErrorHandler(new ProblemErrorHandler());
    }

    /**
     * Clients that lost a pod come all at once. Of more than the 50 that may wait by default, the kernel lets each try again after
     * a second, then two, then four; it has a limit of its own, mostly 4096.
     */
    @Bean
    JettyServerCustomizer roomForThoseWhoConnectAtOnce() {
        return server -> {
            for (Connector connector : server.getConnectors()) {
                if (connector instanceof ServerConnector sockets) {
                    sockets.setAcceptQueueSize(CONNECTIONS_WAITING);
                }
            }
        };
    }
}
