/** Direct messages between two users, their conversations and how far each of the two has read. */
@NullMarked
package com.numeneon.api.messages;

import org.jspecify.annotations.NullMarked;
