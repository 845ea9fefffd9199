/** Events on their way to Kafka: written with the state that they tell of, published once that is committed. */
@NullMarked
package com.numeneon.api.outbox;

import org.jspecify.annotations.NullMarked;
