/** Settings by the names of their environment variables, which every process of the system shares. */
@NullMarked
package com.numeneon.contracts.settings;

import org.jspecify.annotations.NullMarked;
