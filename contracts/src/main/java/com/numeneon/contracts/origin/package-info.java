/** Which browser origins may call us. */
@NullMarked
package com.numeneon.contracts.origin;

import org.jspecify.annotations.NullMarked;
