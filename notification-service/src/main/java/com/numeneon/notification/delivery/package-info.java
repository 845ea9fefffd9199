/** What an event means for whom: the one pure function that live push, and later resume and replay, use alike. */
@NullMarked
package com.numeneon.notification.delivery;

import org.jspecify.annotations.NullMarked;
