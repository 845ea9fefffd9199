/** The one public origin of a system that runs on one machine: sockets to notification pods, the rest to api pods. */
@NullMarked
package com.numeneon.standalone.frontdoor;

import org.jspecify.annotations.NullMarked;
