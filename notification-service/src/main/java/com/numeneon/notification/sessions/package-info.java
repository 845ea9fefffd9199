/** What all pods know of each other's sockets, so that a client that sends no cursor loses nothing either. */
@NullMarked
package com.numeneon.notification.sessions;

import org.jspecify.annotations.NullMarked;
