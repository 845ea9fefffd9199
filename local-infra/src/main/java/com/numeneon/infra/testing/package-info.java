/** One PostgreSQL server and one Kafka broker for all the tests of a JVM, in containers or embedded. */
@NullMarked
package com.numeneon.infra.testing;

import org.jspecify.annotations.NullMarked;
