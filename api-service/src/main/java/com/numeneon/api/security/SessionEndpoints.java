package com.numeneon.api.security;

import com.numeneon.api.web.Fields;
import com.numeneon.api.web.JsonBody;
import com.numeneon.api.web.PublicEndpoint;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Refresh and logout: the refresh token in the body says who calls. */
@RestController
@RequestMapping("/api/auth")
final class SessionEndpoints {

    private static final int MAX_TOKEN = 4_096;

    private final Sessions sessions;

    SessionEndpoints(Sessions sessions) {
        this.sessions = sessions;
    }

    @PublicEndpoint
    @PostMapping("/token/refresh")
    ResponseEntity<TokenPair> refresh(JsonBody body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(sessions.refresh(refreshToken(body)));
    }

    @PublicEndpoint
    @PostMapping("/logout")
    ResponseEntity<Void> logout(JsonBody body) {
        sessions.revoke(refreshToken(body));
        return ResponseEntity.noContent().build();
    }

    private static String refreshToken(JsonBody body) {
        Fields fields = body.fields();
        String token = fields.text("refresh", MAX_TOKEN);
        fields.check();
        return token;
    }
}
