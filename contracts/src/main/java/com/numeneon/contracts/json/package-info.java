/** The one JSON dialect of REST, events and frames. */
@NullMarked
package com.numeneon.contracts.json;

import org.jspecify.annotations.NullMarked;
