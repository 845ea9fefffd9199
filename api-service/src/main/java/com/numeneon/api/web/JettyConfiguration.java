package com.numeneon.api.web;

import org.eclipse.jetty.ee11.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives what Jetty answers on its own the problem bodies that {@code contracts/openapi.yaml} describes. */
@Configuration(proxyBeanMethods = false)
class JettyConfiguration {

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> containerErrors(Cors cors) {
        return factory -> {
            factory.addServerCustomizers(server -> server.setErrorHandler(new ContainerErrors(cors)));
            factory.addConfigurations(new ContextErrors(cors));
        };
    }

    /** Runs after Boot's own, which sets a handler that makes HTML. */
    private static final class ContextErrors extends AbstractConfiguration {

        private final Cors cors;

        ContextErrors(Cors cors) {
            super(new AbstractConfiguration.Builder());
            this.cors = cors;
        }

        @Override
        public void configure(WebAppContext context) {
            context.setErrorHandler(new ContainerErrors(cors));
        }
    }
}
