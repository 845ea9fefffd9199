/** Hostile input to every endpoint, listed and generated: never a 5xx, nothing stored, the next good request works. */
@NullMarked
package com.numeneon.api.hostile;

import org.jspecify.annotations.NullMarked;
