/** The run that fills the AOT cache of the image: see docs/decisions/090. */
@NullMarked
package com.numeneon.api.training;

import org.jspecify.annotations.NullMarked;
