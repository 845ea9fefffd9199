/** How an event travels in Kafka: CloudEvents 1.0, binary mode. */
@NullMarked
package com.numeneon.contracts.envelope;

import org.jspecify.annotations.NullMarked;
