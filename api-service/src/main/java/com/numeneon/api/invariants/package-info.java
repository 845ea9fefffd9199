/** What must always hold of the rows: checked while the service serves, and rebuilt where other rows say what is right. */
@NullMarked
package com.numeneon.api.invariants;

import org.jspecify.annotations.NullMarked;
