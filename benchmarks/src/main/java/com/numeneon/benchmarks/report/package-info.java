/** What was measured, as a table, as JSON and as a plot. */
@NullMarked
package com.numeneon.benchmarks.report;

import org.jspecify.annotations.NullMarked;
