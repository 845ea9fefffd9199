package com.numeneon.api.security;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.numeneon.api.database.Transactions;
import com.numeneon.api.duties.Expired;
import com.numeneon.api.outbox.KeyRow;
import com.numeneon.api.outbox.Outbox;
import com.numeneon.contracts.settings.Settings;
import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.contracts.token.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts tokens, sessions and password hashes together. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    TokenKeys tokenKeys(Settings settings, Clock clock) {
        return TokenKeys.of(settings, clock);
    }

    @Bean
    JwkSetKeys publicKeys(TokenKeys keys) {
        return keys.verifying();
    }

    @Bean
    SessionTable sessionTable(JdbcClient database) {
        return new SessionTable(database);
    }

    @Bean
    KeyRow sessionOfKey(SessionTable table) {
        return table::lockByKey;
    }

    @Bean
    Expired revokedSessionRows() {
        return SessionTable.revoked();
    }

    @Bean
    Expired expiredSessionRows() {
        return SessionTable.expired();
    }

    @Bean
    Expired expiredLoginAttempts(Settings settings) {
        return LoginAttemptTable.expired(LoginLimits.of(settings));
    }

    @Bean
    RevokedSessions revokedSessions(Clock clock, MeterRegistry metrics) {
        return new RevokedSessions(clock, metrics);
    }

    @Bean
    RevocationPoll revocationPoll(SessionTable table, RevokedSessions revoked, Clock clock, MeterRegistry metrics) {
        return new RevocationPoll(table, revoked, clock, metrics);
    }

    @Bean
    Sessions sessions(
            SessionTable table,
            RevokedSessions revoked,
            TokenKeys keys,
            Transactions transactions,
            Outbox outbox,
            TimeBasedEpochGenerator uuids,
            Clock clock) {
        return new Sessions(
                table,
                revoked,
                new TokenIssuer(keys.signing(), uuids::generate, clock),
                new TokenVerifier(keys.verifying(), clock),
                transactions,
                outbox,
                uuids::generate);
    }

    @Bean
    PasswordHashing passwordHashing(Settings settings, RandomGenerator random, MeterRegistry metrics) {
        byte[] nobodysPassword = new byte[16];
        random.nextBytes(nobodysPassword);
        return new PasswordHashing(
                Argon2Settings.of(settings),
                Runtime.getRuntime().availableProcessors(),
                PasswordHashing.LONGEST_WAIT,
                HexFormat.of().formatHex(nobodysPassword),
                metrics);
    }

    @Bean
    LoginGuard loginGuard(
            PasswordHashing passwords,
            JdbcClient database,
            Settings settings,
            Transactions transactions,
            RandomGenerator random,
            MeterRegistry metrics) {
        LoginAttemptTable table = new LoginAttemptTable(database, LoginLimits.of(settings));
        return new LoginGuard(passwords, table, transactions, random, metrics, PasswordHashing.LONGEST_WAIT);
    }
}
