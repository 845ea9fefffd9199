/** From an HTTP request to a socket or to a refusal, all of it before the upgrade. */
@NullMarked
package com.numeneon.notification.handshake;

import org.jspecify.annotations.NullMarked;
