package com.numeneon.api.accounts;

import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Ids;
import com.numeneon.api.web.JsonBody;
import com.numeneon.api.web.PublicEndpoint;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own profile, and everybody's page. */
@RestController
@RequestMapping("/api/auth")
final class ProfileEndpoints {

    private final Profiles profiles;

    ProfileEndpoints(Profiles profiles) {
        this.profiles = profiles;
    }

    @PatchMapping("/profile")
    ResponseEntity<Me> change(CurrentUser user, JsonBody body) {
        Account account = profiles.change(user, ProfileChange.read(body));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Me.of(account));
    }

    /** What is not named stays as it is, here too: the client sends what its form has. */
    @PutMapping("/profile/{id}")
    ResponseEntity<Me> change(CurrentUser user, @PathVariable String id, JsonBody body) {
        profiles.requireOwn(user, Ids.parsePath(id));
        return change(user, body);
    }

    @PublicEndpoint
    @GetMapping("/users/{username}")
    PublicUser page(@PathVariable String username) {
        return profiles.page(username);
    }
}
