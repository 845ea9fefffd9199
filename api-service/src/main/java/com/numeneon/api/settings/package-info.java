/** Environment variables as typed values, with one clear sentence for each that is missing or wrong. */
@NullMarked
package com.numeneon.api.settings;

import org.jspecify.annotations.NullMarked;
