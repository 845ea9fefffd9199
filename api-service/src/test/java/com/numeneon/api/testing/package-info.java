/** The running service and a caller of it, for the tests of every feature. */
@NullMarked
package com.numeneon.api.testing;

import org.jspecify.annotations.NullMarked;
