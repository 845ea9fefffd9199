/** HTTP as every endpoint shares it: who calls, reading JSON, errors, paging, origins, trailing slashes. */
@NullMarked
package com.numeneon.api.web;

import org.jspecify.annotations.NullMarked;
