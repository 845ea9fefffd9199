/** How a user appears in other people's data. */
@NullMarked
package com.numeneon.contracts.user;

import org.jspecify.annotations.NullMarked;
