package com.numeneon.api.friends;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Ids;
import com.numeneon.api.web.Paging;
import com.numeneon.api.web.Query;
import com.numeneon.contracts.user.UserRef;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Friends and friend requests over HTTP. */
@RestController
@RequestMapping("/api/friends")
final class FriendsController {

    private final FriendCommands commands;
    private final FriendQueries queries;
    private final Suggestions suggestions;
    private final UserDirectory users;

    FriendsController(FriendCommands commands, FriendQueries queries, Suggestions suggestions, UserDirectory users) {
        this.commands = commands;
        this.queries = queries;
        this.suggestions = suggestions;
        this.users = users;
    }

    @GetMapping
    List<UserRef> friends(CurrentUser caller) {
        return queries.friends(caller.id());
    }

    @GetMapping("/requests")
    ResponseEntity<List<FriendRequest.Shown>> requests(CurrentUser caller, Query query, Paging paging) {
        return queries.requests(caller.id(), Direction.read(query), paging);
    }

    @GetMapping("/suggestions")
    List<Suggestion> suggestions(CurrentUser caller) {
        return suggestions.of(caller.id());
    }

    @PostMapping("/request/{userId}")
    @ResponseStatus(HttpStatus.CREATED)
    FriendAnswer request(CurrentUser caller, @PathVariable String userId) {
        return FriendAnswer.of(commands.request(users.require(caller), Ids.parsePath(userId)));
    }

    @PostMapping("/accept/{requestId}")
    @ResponseStatus(HttpStatus.CREATED)
    FriendAnswer accept(CurrentUser caller, @PathVariable String requestId) {
        return FriendAnswer.accepted(commands.accept(users.require(caller), Ids.parsePath(requestId)));
    }

    @PostMapping("/decline/{requestId}")
    FriendAnswer decline(CurrentUser caller, @PathVariable String requestId) {
        commands.decline(caller.id(), Ids.parsePath(requestId));
        return FriendAnswer.of("Friend request declined.");
    }

    @DeleteMapping("/cancel/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(CurrentUser caller, @PathVariable String userId) {
        commands.cancel(caller.id(), Ids.parsePath(userId));
    }

    @DeleteMapping("/remove/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentUser caller, @PathVariable String userId) {
        commands.remove(caller.id(), Ids.parsePath(userId));
    }
}
