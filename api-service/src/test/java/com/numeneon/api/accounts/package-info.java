/** Tests of accounts. */
@NullMarked
package com.numeneon.api.accounts;

import org.jspecify.annotations.NullMarked;
