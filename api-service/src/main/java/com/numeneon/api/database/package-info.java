/** The connection to Postgres, and transactions that survive deadlocks. */
@NullMarked
package com.numeneon.api.database;

import org.jspecify.annotations.NullMarked;
