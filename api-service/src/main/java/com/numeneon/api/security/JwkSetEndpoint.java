package com.numeneon.api.security;

import com.numeneon.api.web.PublicEndpoint;
import com.numeneon.contracts.token.JwkSetKeys;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys, for third parties that check tokens. */
@RestController
final class JwkSetEndpoint {

    private static final Duration CACHED = Duration.ofMinutes(5);

    private final JwkSetKeys keys;

    JwkSetEndpoint(JwkSetKeys keys) {
        this.keys = keys;
    }

    @PublicEndpoint
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<String> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
                .contentType(MediaType.APPLICATION_JSON)
                .body(keys.publicJson());
    }
}
