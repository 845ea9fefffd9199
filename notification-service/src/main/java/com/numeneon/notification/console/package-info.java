/** The page for whoever is on duty: static files on the management port, which ask {@code /replay} and nothing else. */
@NullMarked
package com.numeneon.notification.console;

import org.jspecify.annotations.NullMarked;
