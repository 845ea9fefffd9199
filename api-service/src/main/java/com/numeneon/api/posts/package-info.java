/** Posts, on one's own wall and on others'. */
@NullMarked
package com.numeneon.api.posts;

import org.jspecify.annotations.NullMarked;
