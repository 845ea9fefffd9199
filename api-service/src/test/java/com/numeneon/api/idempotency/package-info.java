/** Requests that are sent twice. */
@NullMarked
package com.numeneon.api.idempotency;

import org.jspecify.annotations.NullMarked;
