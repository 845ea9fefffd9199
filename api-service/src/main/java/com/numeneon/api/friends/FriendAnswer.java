package com.numeneon.api.friends;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.numeneon.contracts.user.UserRef;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command about friends.
 *
 * @param message a readable sentence
 * @param friend who became a friend
 * @param listed the friend once more, member by member at top level: the client puts the whole answer into its list
 * @param requestId the request that was made or, by asking back, accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FriendAnswer(
        String message,
        @Nullable UserRef friend,
        @JsonUnwrapped @Nullable UserRef listed,
        @Nullable Long requestId) {

    static FriendAnswer of(String message) {
        return new FriendAnswer(message, null, null, null);
    }

    static FriendAnswer accepted(UserRef friend) {
        return new FriendAnswer(sentence(friend), friend, friend, null);
    }

    static FriendAnswer of(Asked asked) {
        return switch (asked) {
            case Asked.Sent sent ->
                new FriendAnswer(
                        "Friend request sent to " + sent.other().username() + ".", null, null, sent.requestId());
            case Asked.Accepted accepted ->
                new FriendAnswer(sentence(accepted.other()), accepted.other(), accepted.other(), accepted.requestId());
        };
    }

    private static String sentence(UserRef friend) {
        return "You and " + friend.username() + " are now friends.";
    }
}
