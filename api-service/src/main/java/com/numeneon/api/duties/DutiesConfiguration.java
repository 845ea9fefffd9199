package com.numeneon.api.duties;

import com.numeneon.api.database.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has expired rows removed, of whatever features there are. */
@Configuration(proxyBeanMethods = false)
class DutiesConfiguration {

    @Bean
    Rounds housekeeping(
            List<Expired> kinds,
            JdbcClient database,
            Transactions transactions,
            RandomGenerator random,
            MeterRegistry metrics) {
        return new Rounds(
                "housekeeping",
                Housekeeping.INTERVAL,
                random,
                new Housekeeping(kinds, database, transactions, metrics));
    }
}
