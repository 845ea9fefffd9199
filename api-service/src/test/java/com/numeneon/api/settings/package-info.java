/** Tests of settings. */
@NullMarked
package com.numeneon.api.settings;

import org.jspecify.annotations.NullMarked;
