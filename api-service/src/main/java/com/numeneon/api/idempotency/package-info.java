/** {@code Idempotency-Key}: a request that is sent twice is done once and answered twice. */
@NullMarked
package com.numeneon.api.idempotency;

import org.jspecify.annotations.NullMarked;
