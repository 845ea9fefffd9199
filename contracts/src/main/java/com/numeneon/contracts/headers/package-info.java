/** Headers that answers have in common, whoever makes them. */
@NullMarked
package com.numeneon.contracts.headers;

import org.jspecify.annotations.NullMarked;
