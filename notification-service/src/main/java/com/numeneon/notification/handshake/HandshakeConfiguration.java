package com.numeneon.notification.handshake;

import com.numeneon.contracts.origin.AllowedOrigins;
import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.contracts.token.TokenVerifier;
import com.numeneon.notification.consumer.StreamStatus;
import com.numeneon.notification.revocation.RevokedSessions;
import com.numeneon.notification.settings.InvalidSetting;
import com.numeneon.notification.settings.SettingsReader;
import com.numeneon.notification.sockets.SocketRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.ee11.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
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

    @Bean
    ServletRegistrationBean<HandshakeServlet> handshakeServlet(
            SettingsReader settings,
            StreamStatus stream,
            RevokedSessions revoked,
            SocketRegistry sockets,
            Clock clock,
            MeterRegistry meters) {
        Admission admission = new Admission(
                new OriginCheck(allowedOrigins(settings)),
                () -> stream.unreadyReason().isEmpty(),
                new TokenVerifier(publicKeys(settings, clock), clock),
                settings.duration("SOCKET_TOKEN_GRACE", Duration.ofHours(24), Duration.ZERO, MAX_GRACE),
                revoked,
                sockets,
                clock);
        return new ServletRegistrationBean<>(new HandshakeServlet(admission, meters), "/*");
    }

    private static AllowedOrigins allowedOrigins(SettingsReader settings) {
        try {
            return AllowedOrigins.parse(settings.text(AllowedOrigins.SETTING, AllowedOrigins.DEFAULT));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(String.valueOf(e.getMessage()));
        }
    }

    private static JwkSetKeys publicKeys(SettingsReader settings, Clock clock) {
        String value = settings.required(
                JwkSetKeys.SETTING,
                "the JWK set of the keys that sign access tokens, as text or as file:<path>; without it nobody can open"
                        + " a socket");
        try {
            return new JwkSetKeys(value, clock);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(String.valueOf(e.getMessage()));
        }
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> jettyWebSockets() {
        return factory -> factory.addConfigurations(new AbstractConfiguration(new AbstractConfiguration.Builder()) {
            @Override
            public void configure(WebAppContext context) {
                context.setErrorHandler(new ProblemErrorHandler());
                WebSocketServerComponents.ensureWebSocketComponents(
                        context.getServer(), context.getContext().getContextHandler());
                // Our own heartbeat decides who is dead.
                JettyWebSocketServerContainer.ensureContainer(context.getServletContext())
                        .setIdleTimeout(Duration.ZERO);
            }
        });
    }

    @Bean
    JettyServerCustomizer problemBodies() {
        return server -> server.setErrorHandler(new ProblemErrorHandler());
    }
}
