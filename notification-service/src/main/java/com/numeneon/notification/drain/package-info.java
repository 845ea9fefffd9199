/** How a pod leaves: balancers notice first, then its sockets are told to go, then it ends. */
@NullMarked
package com.numeneon.notification.drain;

import org.jspecify.annotations.NullMarked;
