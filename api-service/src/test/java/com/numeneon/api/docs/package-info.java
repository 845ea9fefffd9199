/** Describes the endpoints, and holds the description against what they do. */
@NullMarked
package com.numeneon.api.docs;

import org.jspecify.annotations.NullMarked;
