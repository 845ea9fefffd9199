/** The log of events, read apart from the live path, and what the live path makes of each record. */
@NullMarked
package com.numeneon.notification.eventlog;

import org.jspecify.annotations.NullMarked;
