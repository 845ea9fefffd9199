/** Tests of web. */
@NullMarked
package com.numeneon.api.web;

import org.jspecify.annotations.NullMarked;
