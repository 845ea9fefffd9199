/** A pod in this JVM, and the clients and producers that tests use against it. */
@NullMarked
package com.numeneon.notification.testing;

import org.jspecify.annotations.NullMarked;
