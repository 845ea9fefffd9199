/** What an operator can make a pod do, on the management port, and who is let in there. */
@NullMarked
package com.numeneon.notification.operations;

import org.jspecify.annotations.NullMarked;
