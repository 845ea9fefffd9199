/** For tests: one PostgreSQL server and one Kafka broker for all of a JVM, in containers or embedded, and races. */
@NullMarked
package com.numeneon.infra.testing;

import org.jspecify.annotations.NullMarked;
