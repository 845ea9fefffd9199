package com.numeneon.api.idempotency;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.duties.Expired;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Puts the keys around every handler. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    @Bean
    Expired expiredKeys() {
        return KeyTable.expired();
    }

    @Bean
    WebMvcRegistrations handlersWithKeys(Transactions transactions, JdbcClient database, MeterRegistry metrics) {
        Idempotency idempotency = new Idempotency(new KeyTable(database), transactions, metrics);
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new KeyedHandlerAdapter(idempotency);
            }
        };
    }
}
