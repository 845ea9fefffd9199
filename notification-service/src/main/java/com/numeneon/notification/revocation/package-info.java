/** The login sessions that were logged out. */
@NullMarked
package com.numeneon.notification.revocation;

import org.jspecify.annotations.NullMarked;
