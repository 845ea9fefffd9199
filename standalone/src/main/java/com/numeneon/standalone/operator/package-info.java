/** What the programs that ask a running pod have in common: finding it, asking it, and showing what it says. */
@NullMarked
package com.numeneon.standalone.operator;

import org.jspecify.annotations.NullMarked;
