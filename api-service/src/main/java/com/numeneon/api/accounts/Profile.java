package com.numeneon.api.accounts;

import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What users say of themselves; it has the id of its user. Texts without content are empty, the avatar is null. */
record Profile(
        long id,
        UserRef user,
        String bio,
        @Nullable String avatar,
        String location,
        String website,
        Instant createdAt,
        Instant updatedAt) {

    static Profile of(Account account) {
        return new Profile(
                account.id(),
                account.ref(),
                account.bio(),
                account.avatar(),
                account.location(),
                account.website(),
                account.dateJoined(),
                account.updatedAt());
    }
}
