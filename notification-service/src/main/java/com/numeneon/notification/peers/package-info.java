/** What the pods ask each other on their management ports, so that whoever asks one of them hears all. */
@NullMarked
package com.numeneon.notification.peers;

import org.jspecify.annotations.NullMarked;
