/** Tests of the management port. */
@NullMarked
package com.numeneon.api.operations;

import org.jspecify.annotations.NullMarked;
