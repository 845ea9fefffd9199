package com.numeneon.api.messages;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Ids;
import com.numeneon.api.web.InvalidFields;
import com.numeneon.api.web.JsonBody;
import com.numeneon.api.web.NotFound;
import com.numeneon.api.web.Paging;
import com.numeneon.api.web.Query;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Direct messages over HTTP. */
@RestController
@RequestMapping("/api/messages")
final class MessagesController {

    private final MessageCommands commands;
    private final MessageQueries queries;
    private final UserDirectory users;

    MessagesController(MessageCommands commands, MessageQueries queries, UserDirectory users) {
        this.commands = commands;
        this.queries = queries;
        this.users = users;
    }

    @GetMapping
    ResponseEntity<List<Message>> own(CurrentUser caller, Paging paging) {
        return queries.of(caller.id(), paging);
    }

    @GetMapping("/conversations")
    ResponseEntity<List<Conversation>> conversations(CurrentUser caller, Paging paging) {
        return queries.conversations(caller.id(), paging);
    }

    @GetMapping("/conversation/{userId}")
    ResponseEntity<List<Message>> conversation(CurrentUser caller, @PathVariable String userId, Paging paging) {
        return queries.between(caller.id(), Ids.parsePath(userId), paging);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Message send(CurrentUser caller, JsonBody body) {
        return commands.send(NewMessage.read(body.fields(), caller, users));
    }

    @PostMapping("/read_all")
    Marked readAll(CurrentUser caller, Query query) {
        long otherId = query.id("user_id");
        if (users.find(otherId).isEmpty()) {
            throw InvalidFields.of("user_id", "There is no user with the id that the query gives as user_id.");
        }
        return new Marked(commands.readAll(caller.id(), otherId));
    }

    @PostMapping("/conversation/{userId}/read")
    Marked readConversation(CurrentUser caller, @PathVariable String userId) {
        long otherId = Ids.parsePath(userId);
        if (users.find(otherId).isEmpty()) {
            throw new NotFound("There is no user with this id.");
        }
        return new Marked(commands.readAll(caller.id(), otherId));
    }

    @PatchMapping("/{messageId}/read")
    Message read(CurrentUser caller, @PathVariable String messageId) {
        return queries.shown(commands.readUpTo(caller.id(), Ids.parsePath(messageId)));
    }

    record Marked(long markedRead) {}
}
