/** The service that takes commands and answers queries over REST, keeps state in Postgres and feeds events to Kafka. */
@NullMarked
package com.numeneon.api;

import org.jspecify.annotations.NullMarked;
