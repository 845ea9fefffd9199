/** Who may use the management ports of both services. */
@NullMarked
package com.numeneon.contracts.operator;

import org.jspecify.annotations.NullMarked;
