/** A real PostgreSQL and a real Kafka broker from Maven artifacts, each a process that ends with the one that started it. */
@NullMarked
package com.numeneon.infra;

import org.jspecify.annotations.NullMarked;
