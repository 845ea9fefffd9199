package com.numeneon.api.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that something answers here; whether it is ready is the management port's to say. */
@RestController
final class StatusEndpoint {

    @PublicEndpoint
    @GetMapping({"/", "/api"})
    Status status() {
        return new Status("ok", "numeneon");
    }

    record Status(String status, String service) {}
}
