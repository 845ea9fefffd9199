package com.numeneon.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/** Entry point of api-service. Errors are answered by package {@code web}, so Boot's own error pages stay out. */
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
public final class ApiServiceApplication {

    private ApiServiceApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.run(ApiServiceApplication.class, arguments);
    }
}
