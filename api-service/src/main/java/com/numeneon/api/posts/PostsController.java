package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Fields;
import com.numeneon.api.web.JsonBody;
import com.numeneon.api.web.Paging;
import com.numeneon.api.web.Query;
import com.numeneon.contracts.user.UserRef;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** All posts over HTTP: lists, and new ones; a comment is one that has a parent. */
@RestController
@RequestMapping("/api/posts")
final class PostsController {

    private final PostCommands commands;
    private final CommentCommands comments;
    private final PostQueries queries;
    private final PostTable posts;
    private final UserDirectory users;

    PostsController(
            PostCommands commands,
            CommentCommands comments,
            PostQueries queries,
            PostTable posts,
            UserDirectory users) {
        this.commands = commands;
        this.comments = comments;
        this.queries = queries;
        this.posts = posts;
        this.users = users;
    }

    @GetMapping
    ResponseEntity<List<Post>> list(CurrentUser caller, Query query, Paging paging) {
        Optional<String> username = query.text("username");
        if (username.isPresent()) {
            return queries.around(caller.id(), username.get(), paging);
        }
        return paging.isRequested() ? queries.all(caller.id(), paging) : queries.start(caller.id(), paging);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Post publish(CurrentUser caller, JsonBody body) {
        Fields fields = body.fields();
        UserRef author = users.require(caller);
        Long parentId = fields.optionalId(NewComment.PARENT);
        return parentId == null
                ? commands.publish(NewPost.read(fields, author, users))
                : comments.publish(NewComment.read(fields, parentId, author, users, posts));
    }
}
