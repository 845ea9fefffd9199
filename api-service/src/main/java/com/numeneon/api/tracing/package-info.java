/** W3C trace context: one trace from the browser's request to the frame. */
@NullMarked
package com.numeneon.api.tracing;

import org.jspecify.annotations.NullMarked;
