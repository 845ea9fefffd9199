/** Users: signing up, logging in, what they say of themselves, and how others find them. */
@NullMarked
package com.numeneon.api.accounts;

import org.jspecify.annotations.NullMarked;
