package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.friends.Friendships;
import com.numeneon.api.web.NotFound;
import com.numeneon.api.web.PageKey;
import com.numeneon.api.web.Paging;
import com.numeneon.api.web.Slice;
import com.numeneon.contracts.user.UserRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Posts and the lists of them, each in a fixed number of statements however long it is. Safe for all threads. */
@Component
final class PostQueries {

    private final PostTable posts;
    private final PostLists lists;
    private final Friendships friendships;
    private final UserDirectory users;

    PostQueries(PostTable posts, PostLists lists, Friendships friendships, UserDirectory users) {
        this.posts = posts;
        this.lists = lists;
        this.friendships = friendships;
        this.users = users;
    }

    /** @throws NotFound when there is no such post */
    Post get(long viewerId, long id) {
        return shown(posts.find(id, viewerId).orElseThrow(PostQueries::noSuchPost));
    }

    Post shown(PostRow row) {
        return row.shown(users.find(row.people().toList()));
    }

    /**
     * Direct replies, oldest first, the newest page of them.
     *
     * @throws NotFound when there is no such post
     */
    ResponseEntity<List<Post>> replies(long viewerId, long postId, Paging paging) {
        long before = before(paging);
        if (posts.find(postId, viewerId).isEmpty()) {
            throw noSuchPost();
        }
        Slice<PostRow> slice = lists.replies(viewerId, postId, before, paging.limit());
        return answer(slice.entries().reversed(), slice, paging);
    }

    /** Of everybody. */
    ResponseEntity<List<Post>> all(long viewerId, Paging paging) {
        Slice<PostRow> slice = lists.newest(viewerId, before(paging), paging.limit());
        return answer(slice.entries(), slice, paging);
    }

    /** By one user and on that user's wall; of nobody there are none. */
    ResponseEntity<List<Post>> around(long viewerId, String username, Paging paging) {
        long before = before(paging);
        Slice<PostRow> slice = users.findByUsername(username)
                .map(user -> lists.around(viewerId, user.id(), before, paging.limit()))
                .orElseGet(() -> new Slice<>(List.of(), false));
        return answer(slice.entries(), slice, paging);
    }

    /**
     * What a client gets that asks for no page: the newest of everybody, together with the newest around the caller and the
     * caller's friends, as it shows every profile from this one list. The next page goes on where the newest of everybody
     * end.
     */
    ResponseEntity<List<Post>> start(long viewerId, Paging paging) {
        List<Long> circle = new ArrayList<>(friendships.friendIds(viewerId));
        circle.add(viewerId);
        Slice<PostRow> slice = lists.newest(viewerId, Long.MAX_VALUE, paging.limit());
        Map<Long, PostRow> byId = new TreeMap<>(Comparator.reverseOrder());
        slice.entries().forEach(row -> byId.put(row.id(), row));
        lists.newestAround(viewerId, circle, paging.limit()).forEach(row -> byId.putIfAbsent(row.id(), row));
        return answer(List.copyOf(byId.values()), slice, paging);
    }

    static NotFound noSuchPost() {
        return new NotFound("There is no post with this id.");
    }

    private ResponseEntity<List<Post>> answer(List<PostRow> rows, Slice<PostRow> slice, Paging paging) {
        Map<Long, UserRef> people =
                users.find(rows.stream().flatMap(PostRow::people).collect(Collectors.toSet()));
        return paging.answer(
                rows.stream().map(row -> row.shown(people)).toList(), slice.next(row -> PageKey.of(row.id())));
    }

    private static long before(Paging paging) {
        return paging.before(1).map(key -> key.part(0)).orElse(Long.MAX_VALUE);
    }
}
