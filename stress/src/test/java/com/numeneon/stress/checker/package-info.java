/** Judges what pages received against what was committed: pure functions, without a running system. */
@NullMarked
package com.numeneon.stress.checker;

import org.jspecify.annotations.NullMarked;
