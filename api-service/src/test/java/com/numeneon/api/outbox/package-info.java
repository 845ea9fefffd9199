/** Tests of the outbox and its relay. */
@NullMarked
package com.numeneon.api.outbox;

import org.jspecify.annotations.NullMarked;
