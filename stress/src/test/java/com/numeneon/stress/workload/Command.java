package com.numeneon.stress.workload;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request that changes something. */
public sealed interface Command {

    Someone actor();

    String path();

    default String method() {
        return "POST";
    }

    default Map<String, ?> body() {
        return Map.of();
    }

    record Message(Someone actor, Someone receiver, String text) implements Command {
        @Override
        public String path() {
            return "/api/messages/";
        }

        @Override
        public Map<String, ?> body() {
            return Map.of("receiver_id", receiver.id(), "content", text);
        }
    }

    /** Something that is written into {@code posts}. */
    sealed interface Writing extends Command {
        String text();

        @Override
        default String path() {
            return "/api/posts/";
        }
    }

    /** @param friends of the actor, who have been and will be the same for the whole run */
    record Post(Someone actor, Set<Long> friends, String text) implements Writing {
        @Override
        public Map<String, ?> body() {
            return Map.of("content", text);
        }
    }

    record WallPost(Someone actor, Someone owner, String text) implements Writing {
        @Override
        public Map<String, ?> body() {
            return Map.of("content", text, "target_profile_id", owner.id());
        }
    }

    /**
     * @param rootId the thread
     * @param parent what is commented: the root or a comment
     * @param mentioned whose name the text begins with: somebody who has written in this thread
     */
    record Comment(
            Someone actor,
            long rootId,
            Written parent,
            @Nullable Someone mentioned,
            String text) implements Writing {
        @Override
        public Map<String, ?> body() {
            return Map.of("content", text, "parent_id", parent.id());
        }
    }

    /** A step between two people; they take them one after the other. */
    sealed interface FriendStep extends Command {
        Someone other();

        int step();
    }

    record Ask(Someone actor, Someone other, int step) implements FriendStep {
        @Override
        public String path() {
            return "/api/friends/request/" + other.id() + "/";
        }
    }

    record Accept(Someone actor, Someone other, int step, long requestId) implements FriendStep {
        @Override
        public String path() {
            return "/api/friends/accept/" + requestId + "/";
        }
    }

    record Decline(Someone actor, Someone other, int step, long requestId) implements FriendStep {
        @Override
        public String path() {
            return "/api/friends/decline/" + requestId + "/";
        }
    }

    record Remove(Someone actor, Someone other, int step) implements FriendStep {
        @Override
        public String path() {
            return "/api/friends/remove/" + other.id() + "/";
        }

        @Override
        public String method() {
            return "DELETE";
        }
    }
}
