/** The whole system as its users see it: real processes, real HTTP, real sockets, through the one public origin. */
@NullMarked
package com.numeneon.standalone.system;

import org.jspecify.annotations.NullMarked;
