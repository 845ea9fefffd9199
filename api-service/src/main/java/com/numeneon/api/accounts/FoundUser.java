package com.numeneon.api.accounts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.numeneon.contracts.user.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A user as a search shows them.
 *
 * @param avatar the same as the picture in {@code user}
 * @param hasMystudio whether they have a studio page: nobody has one yet
 */
record FoundUser(@JsonUnwrapped UserRef user, @Nullable String avatar, boolean hasMystudio) {

    static FoundUser of(ResultSet row, int number) throws SQLException {
        UserRef user = UserRows.userRef(row, number);
        return new FoundUser(user, user.profilePicture(), false);
    }
}
