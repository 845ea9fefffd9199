/** Tests of security. */
@NullMarked
package com.numeneon.api.security;

import org.jspecify.annotations.NullMarked;
