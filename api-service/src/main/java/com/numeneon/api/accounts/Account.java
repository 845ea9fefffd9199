package com.numeneon.api.accounts;

import com.numeneon.contracts.user.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A row of {@code users}, but for the password's hash. */
record Account(
        long id,
        String username,
        String email,
        String firstName,
        String lastName,
        String bio,
        @Nullable String avatar,
        String location,
        String website,
        Instant dateJoined,
        Instant updatedAt) {

    static final String COLUMNS =
            "id, username, email, first_name, last_name, bio, avatar, location, website, date_joined, updated_at";

    static Account of(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("username"),
                row.getString("email"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("bio"),
                row.getString("avatar"),
                row.getString("location"),
                row.getString("website"),
                row.getObject("date_joined", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    UserRef ref() {
        return new UserRef(id, username, firstName, lastName, avatar);
    }
}
