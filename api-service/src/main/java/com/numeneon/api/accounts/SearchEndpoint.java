package com.numeneon.api.accounts;

import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Query;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The search for people. */
@RestController
@RequestMapping("/api/auth")
final class SearchEndpoint {

    /** As long as the longest name can be. */
    private static final int MAX_TEXT = NewAccount.MAX_NAME;

    private final UserSearch users;

    SearchEndpoint(UserSearch users) {
        this.users = users;
    }

    @GetMapping("/search")
    List<FoundUser> search(CurrentUser caller, Query query) {
        return users.find(query.text("q", MAX_TEXT).orElse(""), caller.id());
    }
}
