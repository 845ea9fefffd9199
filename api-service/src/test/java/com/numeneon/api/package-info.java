/** Tests of the whole service. */
@NullMarked
package com.numeneon.api;

import org.jspecify.annotations.NullMarked;
