/** Digests of what is compared but not kept. */
@NullMarked
package com.numeneon.api.digest;

import org.jspecify.annotations.NullMarked;
