package com.numeneon.api.friends;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.database.Transactions;
import com.numeneon.api.outbox.Outbox;
import com.numeneon.api.web.BadRequest;
import com.numeneon.api.web.Forbidden;
import com.numeneon.api.web.NotFound;
import com.numeneon.contracts.event.FriendRequestCancelled;
import com.numeneon.contracts.event.FriendRequestDeclined;
import com.numeneon.contracts.event.FriendRequested;
import com.numeneon.contracts.event.FriendshipAccepted;
import com.numeneon.contracts.event.FriendshipEnded;
import com.numeneon.contracts.user.UserRef;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Asks, answers and ends friendships, each in one transaction that first locks both users' rows by ascending id. So
 * whatever two people do to each other at once happens one after the other, and so do all changes to one user's number of
 * friends. Safe for all threads.
 */
@Component
final class FriendCommands {

    private final Friendships friendships;
    private final FriendRequestTable requests;
    private final UserDirectory users;
    private final Outbox outbox;
    private final Transactions transactions;

    FriendCommands(
            Friendships friendships,
            FriendRequestTable requests,
            UserDirectory users,
            Outbox outbox,
            Transactions transactions) {
        this.friendships = friendships;
        this.requests = requests;
        this.users = users;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /** Asks, or accepts when the other has asked already. */
    Asked request(UserRef caller, long otherId) {
        if (otherId == caller.id()) {
            throw new BadRequest("You cannot send a friend request to yourself.");
        }
        UserRef other = requireUser(otherId);
        return locked(caller.id(), otherId, () -> {
            if (friendships.exists(caller.id(), otherId)) {
                throw new BadRequest("You are already friends with " + other.username() + ".");
            }
            return requests.between(caller.id(), otherId)
                    .map(pending -> askedBack(pending, caller, other))
                    .orElseGet(() -> ask(caller, other));
        });
    }

    /** @return the new friend */
    UserRef accept(UserRef caller, long requestId) {
        FriendRequest request = addressedTo(caller.id(), requestId);
        UserRef requester = requireUser(request.fromUserId());
        locked(caller.id(), requester.id(), () -> {
            if (!requests.delete(requestId)) {
                throw noSuchRequest();
            }
            return befriend(request, caller, requester);
        });
        return requester;
    }

    void decline(long callerId, long requestId) {
        FriendRequest request = addressedTo(callerId, requestId);
        locked(callerId, request.fromUserId(), () -> {
            if (!requests.delete(requestId)) {
                throw noSuchRequest();
            }
            outbox.append(new FriendRequestDeclined(
                    requestId, request.fromUserId(), callerId, List.of(request.fromUserId())));
            return requestId;
        });
    }

    void cancel(long callerId, long otherId) {
        locked(callerId, otherId, () -> {
            FriendRequest request = requests.between(callerId, otherId)
                    .filter(pending -> pending.fromUserId() == callerId)
                    .orElseThrow(() -> new NotFound("You have no pending friend request to this user."));
            requests.delete(request.id());
            outbox.append(new FriendRequestCancelled(request.id(), callerId, otherId, List.of(otherId)));
            return request.id();
        });
    }

    void remove(long callerId, long otherId) {
        locked(callerId, otherId, () -> {
            if (!friendships.delete(callerId, otherId)) {
                throw new NotFound("You are not friends with this user.");
            }
            outbox.append(new FriendshipEnded(callerId, otherId, List.of(otherId)));
            return otherId;
        });
    }

    private Asked askedBack(FriendRequest pending, UserRef caller, UserRef other) {
        if (pending.fromUserId() == caller.id()) {
            throw new BadRequest("You have already sent a friend request to " + other.username() + ".");
        }
        requests.delete(pending.id());
        return new Asked.Accepted(befriend(pending, caller, other), other);
    }

    private Asked ask(UserRef caller, UserRef other) {
        requireRoom(caller, other);
        long requestId = requests.insert(caller.id(), other.id());
        outbox.append(new FriendRequested(requestId, caller, other.id(), List.of(other.id())));
        return new Asked.Sent(requestId, other);
    }

    private long befriend(FriendRequest request, UserRef accepter, UserRef requester) {
        requireRoom(accepter, requester);
        friendships.insert(accepter.id(), requester.id());
        outbox.append(new FriendshipAccepted(request.id(), requester.id(), accepter, List.of(requester.id())));
        return request.id();
    }

    private void requireRoom(UserRef caller, UserRef other) {
        if (friendships.isFull(caller.id())) {
            throw new BadRequest("You already have " + Friendships.LIMIT + " friends, which is the most one can have.");
        }
        if (friendships.isFull(other.id())) {
            throw new BadRequest(other.username() + " already has " + Friendships.LIMIT
                    + " friends, which is the most one can have.");
        }
    }

    private FriendRequest addressedTo(long callerId, long requestId) {
        FriendRequest request = requests.find(requestId).orElseThrow(FriendCommands::noSuchRequest);
        if (request.toUserId() != callerId) {
            throw new Forbidden("This friend request was not sent to you.");
        }
        return request;
    }

    private UserRef requireUser(long id) {
        return users.find(id).orElseThrow(() -> new NotFound("There is no user with this id."));
    }

    private static NotFound noSuchRequest() {
        return new NotFound("There is no pending friend request with this id.");
    }

    /** The lock that stands for the pair's key in the outbox and guards both numbers of friends. */
    private <T> T locked(long one, long other, Supplier<T> change) {
        return transactions.run(() -> {
            users.lock(one, other);
            return change.get();
        });
    }
}
