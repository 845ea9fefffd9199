/** The notification pod: reads every event from Kafka and pushes it to the sockets of those whom it concerns. */
@NullMarked
package com.numeneon.notification;

import org.jspecify.annotations.NullMarked;
