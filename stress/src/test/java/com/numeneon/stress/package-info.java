/** The stress program: everything fails while people go on, and what arrived is compared with what was committed. */
@NullMarked
package com.numeneon.stress;

import org.jspecify.annotations.NullMarked;
