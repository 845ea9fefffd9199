/** When requests are sent and how long they took. */
@NullMarked
package com.numeneon.benchmarks.load;

import org.jspecify.annotations.NullMarked;
