/** WebSockets as a client holds them, thousands in one process. */
@NullMarked
package com.numeneon.benchmarks.sockets;

import org.jspecify.annotations.NullMarked;
