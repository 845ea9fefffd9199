/** What is measured: each scenario is a list of steps. */
@NullMarked
package com.numeneon.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
