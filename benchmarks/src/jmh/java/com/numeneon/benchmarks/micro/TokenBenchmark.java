package com.numeneon.benchmarks.micro;

import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.contracts.token.SigningKey;
import com.numeneon.contracts.token.TokenCheck;
import com.numeneon.contracts.token.TokenClaims;
import com.numeneon.contracts.token.TokenType;
import com.numeneon.contracts.token.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The check of the token that each request and each handshake brings. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-22T15:04:05Z");

    private final SigningKey key = SigningKey.generate();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final TokenVerifier verifier = new TokenVerifier(new JwkSetKeys(key.publicJwkSet(), clock), clock);
    private final String token = key.sign(new TokenClaims(
            TokenType.ACCESS,
            7,
            "somebody",
            "61093084-ceec-4e25-80be-05a24de96acb",
            "01920000-0000-7000-8000-000000000001",
            NOW,
            NOW.plusSeconds(3_600)));

    @Benchmark
    public TokenCheck checkToken() {
        return verifier.verify(token, TokenType.ACCESS);
    }
}
