package com.numeneon.api.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user as shown to that user alone: it has the e-mail address. */
record Me(
        long id,
        String username,
        String firstName,
        String lastName,
        @Nullable String profilePicture,
        String email,
        Instant dateJoined,
        Profile profile) {

    static Me of(Account account) {
        return new Me(
                account.id(),
                account.username(),
                account.firstName(),
                account.lastName(),
                account.avatar(),
                account.email(),
                account.dateJoined(),
                Profile.of(account));
    }
}
