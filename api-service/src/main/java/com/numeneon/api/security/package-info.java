/** Who calls: tokens, login sessions and their revocation, password hashes. */
@NullMarked
package com.numeneon.api.security;

import org.jspecify.annotations.NullMarked;
