/** Access and refresh tokens: claims, verification for every service, signing for one. */
@NullMarked
package com.numeneon.contracts.token;

import org.jspecify.annotations.NullMarked;
