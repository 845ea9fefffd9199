/** What a pod does by itself, now and then, without being asked. */
@NullMarked
package com.numeneon.api.duties;

import org.jspecify.annotations.NullMarked;
