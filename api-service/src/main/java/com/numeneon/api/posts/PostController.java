package com.numeneon.api.posts;

import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Ids;
import com.numeneon.api.web.JsonBody;
import com.numeneon.api.web.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One post or comment over HTTP. */
@RestController
@RequestMapping("/api/posts/{postId}")
final class PostController {

    private final PostCommands commands;
    private final Reactions reactions;
    private final PostQueries queries;

    PostController(PostCommands commands, Reactions reactions, PostQueries queries) {
        this.commands = commands;
        this.reactions = reactions;
        this.queries = queries;
    }

    @GetMapping
    Post get(CurrentUser caller, @PathVariable String postId) {
        return queries.get(caller.id(), Ids.parsePath(postId));
    }

    @PatchMapping
    Post change(CurrentUser caller, @PathVariable String postId, JsonBody body) {
        return queries.shown(commands.change(caller.id(), Ids.parsePath(postId), () -> PostChange.read(body.fields())));
    }

    /** The same: who sends the whole post changes what can change, and nobody loses a field by leaving it out. */
    @PutMapping
    Post replace(CurrentUser caller, @PathVariable String postId, JsonBody body) {
        return change(caller, postId, body);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(CurrentUser caller, @PathVariable String postId) {
        commands.delete(caller.id(), Ids.parsePath(postId));
    }

    @GetMapping("/replies")
    ResponseEntity<List<Post>> replies(CurrentUser caller, @PathVariable String postId, Paging paging) {
        return queries.replies(caller.id(), Ids.parsePath(postId), paging);
    }

    @PostMapping("/like")
    Post like(CurrentUser caller, @PathVariable String postId, @Nullable JsonBody body) {
        return queries.shown(reactions.like(caller.id(), Ids.parsePath(postId), LikeAction.read(body)));
    }

    @PostMapping("/share")
    Post share(CurrentUser caller, @PathVariable String postId) {
        return queries.shown(reactions.share(caller.id(), Ids.parsePath(postId)));
    }
}
