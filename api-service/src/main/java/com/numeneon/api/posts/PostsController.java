package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Ids;
import com.numeneon.api.web.JsonBody;
import com.numeneon.api.web.Paging;
import com.numeneon.api.web.Query;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Posts over HTTP. */
@RestController
@RequestMapping("/api/posts")
final class PostsController {

    private final PostCommands commands;
    private final PostQueries queries;
    private final UserDirectory users;

    PostsController(PostCommands commands, PostQueries queries, UserDirectory users) {
        this.commands = commands;
        this.queries = queries;
        this.users = users;
    }

    @GetMapping
    ResponseEntity<List<Post>> list(CurrentUser caller, Query query, Paging paging) {
        Optional<String> username = query.text("username");
        if (username.isPresent()) {
            return queries.around(username.get(), paging);
        }
        return paging.isRequested() ? queries.all(paging) : queries.start(caller.id(), paging);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Post publish(CurrentUser caller, JsonBody body) {
        return commands.publish(NewPost.read(body.fields(), users.require(caller), users));
    }

    @GetMapping("/{postId}")
    Post get(CurrentUser caller, @PathVariable String postId) {
        return queries.get(Ids.parsePath(postId));
    }
}
