package com.numeneon.notification.operations;

import com.numeneon.contracts.operator.OperatorAccess;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.notification.drain.Drain;
import com.numeneon.notification.drain.EndAfterDrain;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;

/**
 * What stands on the management port beside the framework's own endpoints. Not annotated, so that the component scan leaves
 * it out: it belongs to the management port's context alone, which finds it in {@code META-INF/spring}.
 */
final class OperationsContext {

    private static final long LAST_REQUESTS_MS = 2_000;

    @Bean
    FilterRegistrationBean<OperatorFilter> operatorFilter(ManagementServerProperties port, Settings settings) {
        boolean loopback = port.getAddress() != null && port.getAddress().isLoopbackAddress();
        var filter = new FilterRegistrationBean<>(new OperatorFilter(new OperatorAccess(loopback, settings)));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    Audit audit() {
        return new Audit();
    }

    @Bean
    ServletRegistrationBean<DrainServlet> drainServlet(Drain drain, EndAfterDrain end) {
        return new ServletRegistrationBean<>(new DrainServlet(drain, end), "/drain");
    }

    /** This port has limits of its own for its stop; the usual ones would be too long. */
    @Bean
    DefaultLifecycleProcessor lifecycleProcessor() {
        var lifecycle = new DefaultLifecycleProcessor();
        lifecycle.setTimeoutPerShutdownPhase(LAST_REQUESTS_MS);
        return lifecycle;
    }
}
