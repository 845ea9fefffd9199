/** Open sockets: who holds them, what waits for each, how they are kept alive and how they end. */
@NullMarked
package com.numeneon.notification.sockets;

import org.jspecify.annotations.NullMarked;
