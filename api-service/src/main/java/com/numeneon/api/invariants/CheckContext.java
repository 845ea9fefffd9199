package com.numeneon.api.invariants;

import com.numeneon.api.operations.Audit;
import java.util.List;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Puts the check on the management port. Not annotated, so that the component scan leaves it out: it belongs to that port's
 * context alone, which finds it in {@code META-INF/spring}.
 */
final class CheckContext {

    @Bean
    ServletRegistrationBean<CheckServlet> checkServlet(List<Invariants> features, Check check, CheckTable table) {
        return new ServletRegistrationBean<>(
                new CheckServlet(InvariantsConfiguration.all(features), check, table, new Audit()), "/check");
    }
}
