/** Tests of the outbox and its relay. */
@NullMarked
package com.numeneon.api.duties;

import org.jspecify.annotations.NullMarked;
