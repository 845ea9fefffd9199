/** What this pod did with events for users, step by step, as far back as it remembers; and what follows from that. */
@NullMarked
package com.numeneon.notification.trail;

import org.jspecify.annotations.NullMarked;
