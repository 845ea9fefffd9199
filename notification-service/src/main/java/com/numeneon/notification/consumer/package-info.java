/** The Kafka thread: from records to deliveries, and whether the pod knows enough to be ready. */
@NullMarked
package com.numeneon.notification.consumer;

import org.jspecify.annotations.NullMarked;
