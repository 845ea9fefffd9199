/** Environment variables, read and checked once at the start, with errors that name the variable. */
@NullMarked
package com.numeneon.notification.settings;

import org.jspecify.annotations.NullMarked;
