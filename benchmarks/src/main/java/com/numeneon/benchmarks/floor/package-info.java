/** The least that the machine needs for the same work: database, broker and server without us. */
@NullMarked
package com.numeneon.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
