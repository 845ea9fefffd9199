/** The backend that is measured: its addresses, its HTTP interface, the people that were made there, its processes. */
@NullMarked
package com.numeneon.benchmarks.target;

import org.jspecify.annotations.NullMarked;
