package com.numeneon.api.friends;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.outbox.KeyRow;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which rows stand for the keys of this feature's events. */
@Configuration(proxyBeanMethods = false)
class FriendKeys {

    @Bean
    KeyRow pairOfKey(UserDirectory users) {
        return KeyRow.ofKind("pair", 2, users::lock);
    }
}
