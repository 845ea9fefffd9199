/** Tests of the invariants, their check and their repair. */
@NullMarked
package com.numeneon.api.invariants;

import org.jspecify.annotations.NullMarked;
