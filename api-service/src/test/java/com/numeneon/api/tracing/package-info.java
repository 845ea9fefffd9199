/** Tests of tracing. */
@NullMarked
package com.numeneon.api.tracing;

import org.jspecify.annotations.NullMarked;
