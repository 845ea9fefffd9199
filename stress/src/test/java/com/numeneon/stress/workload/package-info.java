/** What people do all the time, written down with whom it concerns, and what the database made of it. */
@NullMarked
package com.numeneon.stress.workload;

import org.jspecify.annotations.NullMarked;
