/** The topics as code: names, partitions, retention, and the one way to create them. */
@NullMarked
package com.numeneon.contracts.topic;

import org.jspecify.annotations.NullMarked;
