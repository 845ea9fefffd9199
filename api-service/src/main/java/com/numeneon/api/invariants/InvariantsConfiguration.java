package com.numeneon.api.invariants;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.duties.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has the invariants of all features checked. */
@Configuration(proxyBeanMethods = false)
class InvariantsConfiguration {

    @Bean
    Check check(JdbcClient database, Transactions transactions) {
        return new Check(database, transactions);
    }

    @Bean
    CheckTable checkTable(JdbcClient database) {
        return new CheckTable(database);
    }

    @Bean
    Rounds dailyCheck(
            List<Invariants> features, Check check, CheckTable table, RandomGenerator random, MeterRegistry metrics) {
        return new Rounds(
                "daily-check", DailyCheck.LOOKS_EVERY, random, new DailyCheck(all(features), check, table, metrics));
    }

    static List<Invariant> all(List<Invariants> features) {
        return features.stream().flatMap(feature -> feature.all().stream()).toList();
    }
}
