/** Events that an operator sends again to one user: what each pod does for it, and the pod that was asked for all of them. */
@NullMarked
package com.numeneon.notification.redelivery;

import org.jspecify.annotations.NullMarked;
