/** Error bodies after RFC 9457. */
@NullMarked
package com.numeneon.contracts.problem;

import org.jspecify.annotations.NullMarked;
