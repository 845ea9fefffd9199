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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

    /** More than the verifier remembers: each of them is new to it when its turn comes again. */
    private final List<String> tokens =
            IntStream.range(0, 12_000).mapToObj(this::token).toList();

    private int next;

    private String token(int number) {
        return key.sign(new TokenClaims(
                TokenType.ACCESS,
                7,
                "somebody",
                "61093084-ceec-4e25-80be-05a24de96acb",
                "token-" + number,
                NOW,
                NOW.plusSeconds(3_600)));
    }

    @Benchmark
    public TokenCheck checkNewToken() {
        next = (next + 1) % tokens.size();
        return verifier.verify(tokens.get(next), TokenType.ACCESS);
    }

    @Benchmark
    public TokenCheck checkTokenThatComesAgain() {
        return verifier.verify(tokens.getFirst(), TokenType.ACCESS);
    }
}
