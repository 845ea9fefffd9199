/** Spans of what a service does, sent to a collector where one is named; without one, nothing at all. */
@NullMarked
package com.numeneon.tracing;

import org.jspecify.annotations.NullMarked;
