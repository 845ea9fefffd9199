package com.numeneon.api.friends;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.invariants.Invariant;
import com.numeneon.api.invariants.Invariants;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What must hold of friendships and requests. */
@Configuration(proxyBeanMethods = false)
class FriendInvariants {

    @Bean
    Invariants invariantsOfFriendships(Friendships friendships, UserDirectory users) {
        return new Invariants(List.of(
                Invariant.reported(
                        "friendships.one_per_pair",
                        "A pair of friends has one row, with the smaller id first.",
                        "users",
                        """
                        SELECT DISTINCT f.low_user_id
                        FROM friendships f
                        WHERE f.low_user_id > :after AND f.low_user_id <= :upto
                            AND (f.low_user_id >= f.high_user_id
                                OR 1 < (
                                    SELECT count(*)
                                    FROM friendships same
                                    WHERE (same.low_user_id, same.high_user_id)
                                        IN ((f.low_user_id, f.high_user_id), (f.high_user_id, f.low_user_id))))
                        ORDER BY f.low_user_id
                        """),
                new Invariant(
                        "users.friend_count",
                        "friend_count of a user is the number of their friendships.",
                        "users",
                        """
                        SELECT u.id
                        FROM users u
                        WHERE u.id > :after AND u.id <= :upto
                            AND u.friend_count
                                <> (SELECT count(*) FROM friendships f WHERE f.low_user_id = u.id)
                                    + (SELECT count(*) FROM friendships f WHERE f.high_user_id = u.id)
                        ORDER BY u.id
                        """,
                        id -> {
                            users.lock(id);
                            return friendships.recount(id);
                        }),
                Invariant.reported(
                        "friend_requests.between_strangers",
                        "A pair has one pending request at most, and none while they are friends.",
                        "friend_requests",
                        """
                        SELECT r.id
                        FROM friend_requests r
                        WHERE r.id > :after AND r.id <= :upto
                            AND (EXISTS (
                                    SELECT
                                    FROM friendships f
                                    WHERE f.low_user_id = least(r.from_user_id, r.to_user_id)
                                        AND f.high_user_id = greatest(r.from_user_id, r.to_user_id))
                                OR EXISTS (
                                    SELECT
                                    FROM friend_requests other
                                    WHERE other.id <> r.id
                                        AND least(other.from_user_id, other.to_user_id)
                                            = least(r.from_user_id, r.to_user_id)
                                        AND greatest(other.from_user_id, other.to_user_id)
                                            = greatest(r.from_user_id, r.to_user_id)))
                        ORDER BY r.id
                        """)));
    }
}
