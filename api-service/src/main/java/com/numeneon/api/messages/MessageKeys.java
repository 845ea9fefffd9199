package com.numeneon.api.messages;

import com.numeneon.api.outbox.KeyRow;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which rows stand for the keys of this feature's events. */
@Configuration(proxyBeanMethods = false)
class MessageKeys {

    @Bean
    KeyRow conversationOfKey(ConversationTable conversations) {
        return KeyRow.ofKind("conversation", 1, ids -> conversations.lock(ids[0]));
    }
}
