package com.numeneon.api.friends;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.numeneon.contracts.user.UserRef;

/**
 * Somebody whom the caller may know.
 *
 * @param mutualFriendsCount how many friends the two have in common, exactly
 */
record Suggestion(@JsonUnwrapped UserRef user, long mutualFriendsCount) {}
