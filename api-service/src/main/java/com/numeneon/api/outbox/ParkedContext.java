package com.numeneon.api.outbox;

import com.numeneon.api.operations.Audit;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Puts the parked events on the management port. Not annotated, so that the component scan leaves it out: it belongs to that
 * port's context alone, which finds it in {@code META-INF/spring}.
 */
final class ParkedContext {

    @Bean
    ServletRegistrationBean<ParkedServlet> parkedServlet(Parked parked) {
        return new ServletRegistrationBean<>(
                new ParkedServlet(parked, new Audit()), ParkedServlet.LIST, ParkedServlet.RETRY, ParkedServlet.DROP);
    }
}
