/** The description of the API for people and for programs, at {@code /docs}. */
@NullMarked
package com.numeneon.api.docs;

import org.jspecify.annotations.NullMarked;
