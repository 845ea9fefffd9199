package com.numeneon.notification.console;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Puts the console on the management port. Not annotated, so that the component scan leaves it out: it belongs to that
 * port's context alone, which finds it in {@code META-INF/spring}.
 */
final class ConsoleContext {

    @Bean
    ServletRegistrationBean<ConsoleServlet> consoleServlet() {
        return new ServletRegistrationBean<>(new ConsoleServlet(), "/console", "/console/*");
    }
}
