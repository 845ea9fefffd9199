/** Tests of database. */
@NullMarked
package com.numeneon.api.database;

import org.jspecify.annotations.NullMarked;
