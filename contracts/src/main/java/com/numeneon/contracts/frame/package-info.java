/** The WebSocket frames that the browser reads. */
@NullMarked
package com.numeneon.contracts.frame;

import org.jspecify.annotations.NullMarked;
