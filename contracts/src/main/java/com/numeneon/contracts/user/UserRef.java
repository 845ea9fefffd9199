package com.numeneon.contracts.user;

import org.jspecify.annotations.Nullable;

/**
 * A user as everybody may see them; never carries the e-mail address.
 *
 * @param profilePicture URL of the avatar, null when there is none
 */
public record UserRef(
        long id,
        String username,
        String firstName,
        String lastName,
        @Nullable String profilePicture) {}
