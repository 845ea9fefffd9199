/** {@code ./numeneon replay}: asks a running pod what became of events, and shows it. */
@NullMarked
package com.numeneon.standalone.replay;

import org.jspecify.annotations.NullMarked;
