/** {@code ./numeneon outbox parked}: lists the events that Kafka refused, and has a running pod do something about them. */
@NullMarked
package com.numeneon.standalone.parked;

import org.jspecify.annotations.NullMarked;
