package com.numeneon.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of api-service. */
@SpringBootApplication
public class ApiServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ApiServiceApplication.class, arguments);
    }
}
