/** What both services need in the run that fills an image's AOT cache: see docs/decisions/090. */
@NullMarked
package com.numeneon.contracts.training;

import org.jspecify.annotations.NullMarked;
