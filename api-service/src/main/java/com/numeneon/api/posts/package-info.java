/** Posts, on one's own wall and on others', with their comments, likes and shares. */
@NullMarked
package com.numeneon.api.posts;

import org.jspecify.annotations.NullMarked;
