/** {@code ./numeneon check}: has a running pod check what must hold of the rows, and shows what it found. */
@NullMarked
package com.numeneon.standalone.check;

import org.jspecify.annotations.NullMarked;
