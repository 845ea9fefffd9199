/** The golden files: one example of each event, with the frame it becomes. */
@NullMarked
package com.numeneon.contracts.golden;

import org.jspecify.annotations.NullMarked;
