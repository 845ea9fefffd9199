/** Clients as they are in the world: browsers without a cursor, and clients that resume with one. */
@NullMarked
package com.numeneon.stress.clients;

import org.jspecify.annotations.NullMarked;
