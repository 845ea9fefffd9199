/** Tests of the duties. */
@NullMarked
package com.numeneon.api.duties;

import org.jspecify.annotations.NullMarked;
