package com.numeneon.api.security;

import static com.numeneon.api.security.LoginPods.unknownEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.numeneon.api.database.Transactions;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Hold;
import com.numeneon.api.web.ClientAddress;
import com.numeneon.api.web.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Logins that are not decided in time, which is a moment here. */
class LoginGuardIT {

    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final ApiService service = ApiService.shared();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ClientAddress address = new ClientAddress(InetAddress.getLoopbackAddress());
    private final String email = unknownEmail();

    @Test
    void who_gets_no_permit_to_hash_is_counted_as_busy() {
        assertBusy(guard(0));
    }

    @Test
    void who_finds_the_account_held_for_too_long_is_counted_as_busy() throws Exception {
        try (Hold hold = new Hold(service)) {
            hold.row("SELECT pg_advisory_xact_lock(1, %d)"
                    .formatted(LoginAttempt.of(email, address).accountHash().hashCode()));

            assertBusy(guard(1));
        }
    }

    private void assertBusy(LoginGuard guard) {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> guard.admits(email, address, "any", Optional.empty()));
        assertThat(metrics.get("numeneon.logins")
                        .tag("outcome", "busy")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private LoginGuard guard(int hashesAtOnce) {
        return new LoginGuard(
                new PasswordHashing(new Argon2Settings(64, 1, 1), hashesAtOnce, A_MOMENT, "nobody's", metrics),
                new LoginAttemptTable(
                        service.part(JdbcClient.class), new LoginLimits(10, 1_000, 50, Duration.ofMinutes(15))),
                service.part(Transactions.class),
                new Random(),
                metrics,
                A_MOMENT);
    }
}
