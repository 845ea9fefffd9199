/** Debugging: what the log of events holds for a stretch of time, and what the live path makes of it for one user. */
@NullMarked
package com.numeneon.notification.replay;

import org.jspecify.annotations.NullMarked;
