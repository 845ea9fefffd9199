/** What the log may say, whatever form it has. */
@NullMarked
package com.numeneon.notification.logging;

import org.jspecify.annotations.NullMarked;
