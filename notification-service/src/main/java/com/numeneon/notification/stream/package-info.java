/** The event stream as this pod has read it: where it stands, what it remembers, and how a socket catches up with it. */
@NullMarked
package com.numeneon.notification.stream;

import org.jspecify.annotations.NullMarked;
