package com.numeneon.api.friends;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.PageKey;
import com.numeneon.api.web.Paging;
import com.numeneon.api.web.Slice;
import com.numeneon.contracts.user.UserRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The lists of friends and requests, two statements each. Safe for all threads. */
@Component
final class FriendQueries {

    private static final Comparator<UserRef> BY_NAME =
            Comparator.comparing(UserRef::username, String.CASE_INSENSITIVE_ORDER);

    private final Friendships friendships;
    private final FriendRequestTable requests;
    private final UserDirectory users;

    FriendQueries(Friendships friendships, FriendRequestTable requests, UserDirectory users) {
        this.friendships = friendships;
        this.requests = requests;
        this.users = users;
    }

    /** All of them, by username. */
    List<UserRef> friends(long userId) {
        return users.find(friendships.friendIds(userId)).values().stream()
                .sorted(BY_NAME)
                .toList();
    }

    /** Newest first. */
    ResponseEntity<List<FriendRequest.Shown>> requests(long userId, Direction direction, Paging paging) {
        long before = paging.before(1).map(key -> key.part(0)).orElse(Long.MAX_VALUE);
        Slice<FriendRequest> slice = switch (direction) {
            case INCOMING -> requests.incoming(userId, before, paging.limit());
            case OUTGOING -> requests.outgoing(userId, before, paging.limit());
        };
        Map<Long, UserRef> people = users.find(slice.entries().stream()
                .flatMap(request -> Stream.of(request.fromUserId(), request.toUserId()))
                .collect(Collectors.toSet()));
        return paging.answer(
                slice.entries().stream().map(request -> request.shown(people)).toList(),
                slice.next(request -> PageKey.of(request.id())));
    }
}
