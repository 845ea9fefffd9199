/** The management port beside the framework's own endpoints: who is let in, how it answers, and what is noted of it. */
@NullMarked
package com.numeneon.api.operations;

import org.jspecify.annotations.NullMarked;
