package com.numeneon.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.numeneon.contracts.token.ForgedToken;
import com.numeneon.contracts.token.JwkSetKeys;
import com.numeneon.contracts.token.PublicKeys;
import com.numeneon.contracts.token.SigningKey;
import com.numeneon.contracts.token.TokenCheck;
import com.numeneon.contracts.token.TokenType;
import com.numeneon.contracts.token.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Here, as contracts has no log to look at. */
class TokenVerifierLogTest {

    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final SigningKey KEY = SigningKey.generate();

    private final Logger log = (Logger) LoggerFactory.getLogger(TokenVerifier.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    @Test
    void a_defect_of_ours_is_logged_once_and_without_the_token() {
        PublicKeys broken = kid -> {
            throw new IllegalStateException("no key for the token " + kid);
        };
        TokenVerifier verifier = new TokenVerifier(broken, CLOCK);
        String good = ForgedToken.good(KEY, TokenType.ACCESS, 3, NOW);

        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verify(good, TokenType.ACCESS)).isEqualTo(new TokenCheck.Invalid());
        }

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .contains("java.lang.IllegalStateException")
                    .doesNotContain("no key", "eyJ");
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    @Test
    void what_strangers_write_is_not() {
        TokenVerifier verifier = new TokenVerifier(new JwkSetKeys(KEY.publicJwkSet(), CLOCK), CLOCK);

        for (ForgedToken forged : ForgedToken.all(KEY, TokenType.ACCESS, 3, NOW)) {
            assertThat(verifier.verify(forged.text(), TokenType.ACCESS))
                    .as(forged.name())
                    .isEqualTo(new TokenCheck.Invalid());
        }

        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }
}
