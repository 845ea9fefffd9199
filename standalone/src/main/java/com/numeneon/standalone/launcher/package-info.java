/** Runs the whole system on one machine: each part a process of its own, supervised and ended together. */
@NullMarked
package com.numeneon.standalone.launcher;

import org.jspecify.annotations.NullMarked;
