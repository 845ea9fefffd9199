/** {@code ./numeneon bench}: measures a running backend of this contract from outside, and the floor beneath it. */
@NullMarked
package com.numeneon.benchmarks;

import org.jspecify.annotations.NullMarked;
