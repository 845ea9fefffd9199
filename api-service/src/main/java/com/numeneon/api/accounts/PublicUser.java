package com.numeneon.api.accounts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.numeneon.contracts.user.UserRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user's page as the whole world may see it; never carries the e-mail address. */
record PublicUser(@JsonUnwrapped UserRef user, Instant dateJoined, PublicProfile profile) {

    /** Texts without content are empty, the avatar is null. */
    record PublicProfile(String bio, @Nullable String avatar, String location, String website) {}

    static PublicUser of(Account account) {
        return new PublicUser(
                account.ref(),
                account.dateJoined(),
                new PublicProfile(account.bio(), account.avatar(), account.location(), account.website()));
    }
}
