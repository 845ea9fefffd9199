/** Holds {@code asyncapi.yaml} against the code. */
@NullMarked
package com.numeneon.contracts.description;

import org.jspecify.annotations.NullMarked;
