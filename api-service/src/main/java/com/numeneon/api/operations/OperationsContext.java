package com.numeneon.api.operations;

import com.numeneon.contracts.operator.OperatorAccess;
import com.numeneon.contracts.settings.Settings;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Stands before everything on the management port. Not annotated, so that the component scan leaves it out: it belongs to
 * that port's context alone, which finds it in {@code META-INF/spring}.
 */
final class OperationsContext {

    @Bean
    FilterRegistrationBean<OperatorFilter> operatorFilter(ManagementServerProperties port, Settings settings) {
        boolean loopback = port.getAddress() != null && port.getAddress().isLoopbackAddress();
        var filter = new FilterRegistrationBean<>(new OperatorFilter(new OperatorAccess(loopback, settings)));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
