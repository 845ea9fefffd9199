/** A pod for the tests of the programs that ask one. */
@NullMarked
package com.numeneon.standalone.operator;

import org.jspecify.annotations.NullMarked;
