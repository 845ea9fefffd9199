package com.numeneon.api.posts;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.outbox.KeyRow;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which rows stand for the keys of this feature's events. */
@Configuration(proxyBeanMethods = false)
class PostKeys {

    @Bean
    KeyRow authorOfKey(UserDirectory users) {
        return KeyRow.ofKind("author", 1, users::lock);
    }

    @Bean
    KeyRow rootPostOfKey(PostTable posts) {
        return KeyRow.ofKind("post", 1, ids -> posts.lock(ids[0]));
    }
}
