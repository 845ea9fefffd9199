/** How a container engine learns whether the process in its container is ready. */
@NullMarked
package com.numeneon.contracts.health;

import org.jspecify.annotations.NullMarked;
