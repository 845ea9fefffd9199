package com.numeneon.api.accounts;

import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Unauthorized;
import com.numeneon.contracts.problem.ErrorCode;
import com.numeneon.contracts.user.UserRef;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Users as other features see them. Safe for all threads; runs within the caller's transaction if there is one. */
@Component
public final class UserDirectory {

    private final JdbcClient database;

    UserDirectory(JdbcClient database) {
        this.database = database;
    }

    public Optional<UserRef> find(long id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    /** Those of the ids that exist, by id, in one statement. */
    public Map<Long, UserRef> find(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database
                .sql("""
                        SELECT %s
                        FROM users
                        WHERE id = ANY (:ids)
                        """.formatted(UserRows.COLUMNS))
                .param("ids", ids.stream().mapToLong(Long::longValue).toArray())
                .query(UserRows::userRef)
                .list()
                .stream()
                .collect(Collectors.toMap(UserRef::id, Function.identity()));
    }

    /** Without regard to case. What cannot be a username is nobody's, also when its lower case would be somebody's. */
    public Optional<UserRef> findByUsername(String username) {
        if (!NewAccount.canBeUsername(username)) {
            return Optional.empty();
        }
        return database.sql("""
                        SELECT %s
                        FROM users
                        WHERE username_key = :key
                        """.formatted(UserRows.COLUMNS))
                .param("key", username.toLowerCase(Locale.ROOT))
                .query(UserRows::userRef)
                .optional();
    }

    /**
     * The caller.
     *
     * @throws Unauthorized when the user is gone although the token is good
     */
    public UserRef require(CurrentUser user) {
        return find(user.id()).orElseThrow(() -> new Unauthorized(ErrorCode.USER_NOT_FOUND));
    }

    /**
     * The caller, and another one if there is such a user, in one statement.
     *
     * @throws Unauthorized when the caller is gone although the token is good
     */
    public Both requireWith(CurrentUser user, long otherId) {
        Map<Long, UserRef> found = find(List.of(user.id(), otherId));
        UserRef caller = found.get(user.id());
        if (caller == null) {
            throw new Unauthorized(ErrorCode.USER_NOT_FOUND);
        }
        return new Both(caller, Optional.ofNullable(found.get(otherId)));
    }

    public record Both(UserRef caller, Optional<UserRef> other) {}

    /**
     * Locks these users until the caller's transaction ends. By ascending id, so that two transactions that lock the same
     * users never wait for each other; take this lock before that of a conversation or a post.
     *
     * @return those that exist
     */
    public Set<Long> lock(long... ids) {
        return new HashSet<>(database.sql("""
                        SELECT id
                        FROM users
                        WHERE id = ANY (:ids)
                        ORDER BY id
                        FOR NO KEY UPDATE
                        """)
                .param("ids", Arrays.stream(ids).distinct().toArray())
                .query(Long.class)
                .list());
    }
}
