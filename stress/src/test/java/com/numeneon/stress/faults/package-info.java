/** What goes wrong on purpose, and how it is known that the system serves again. */
@NullMarked
package com.numeneon.stress.faults;

import org.jspecify.annotations.NullMarked;
