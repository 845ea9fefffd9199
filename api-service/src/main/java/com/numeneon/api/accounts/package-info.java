/** Users: signing up, logging in, and how others look them up. */
@NullMarked
package com.numeneon.api.accounts;

import org.jspecify.annotations.NullMarked;
