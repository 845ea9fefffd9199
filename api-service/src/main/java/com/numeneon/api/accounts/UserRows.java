package com.numeneon.api.accounts;

import com.numeneon.contracts.user.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How others are shown a row of {@code users}: which columns it takes and what comes of them. */
public final class UserRows {

    /** To be selected from {@code users}. */
    public static final String COLUMNS = "id, username, first_name, last_name, avatar";

    private UserRows() {}

    /** A row mapper for rows with at least these columns. */
    public static UserRef userRef(ResultSet row, int number) throws SQLException {
        return new UserRef(
                row.getLong("id"),
                row.getString("username"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("avatar"));
    }
}
