/** Who is friends with whom, and who asked. */
@NullMarked
package com.numeneon.api.friends;

import org.jspecify.annotations.NullMarked;
