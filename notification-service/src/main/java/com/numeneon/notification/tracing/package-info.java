/** What becomes of an event on this pod, as spans of its trace. */
@NullMarked
package com.numeneon.notification.tracing;

import org.jspecify.annotations.NullMarked;
