/** What tests of tracing share. */
@NullMarked
package com.numeneon.tracing.testing;

import org.jspecify.annotations.NullMarked;
