/** Domain events: past-tense facts, each carrying its audience and the names that its frame shows. */
@NullMarked
package com.numeneon.contracts.event;

import org.jspecify.annotations.NullMarked;
