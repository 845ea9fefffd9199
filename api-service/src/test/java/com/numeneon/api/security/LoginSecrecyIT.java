package com.numeneon.api.security;

import static com.numeneon.api.security.LoginPods.logIn;
import static com.numeneon.api.security.LoginPods.newAddress;
import static com.numeneon.api.security.LoginPods.unknownEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

/** A failed login tells nobody whether the account exists. */
@Covers("POST /api/auth/login/")
class LoginSecrecyIT {

    private final ApiService service = ApiService.shared();
    private final String known = unknownEmail();

    @Test
    void it_is_the_same_answer_after_the_same_work() {
        signUp();

        double before = hashes();
        ApiAnswer wrong = fail(known);
        double afterWrong = hashes();
        ApiAnswer unknown = fail(unknownEmail());

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
        assertThat(unknown.http().headers().map().keySet())
                .isEqualTo(wrong.http().headers().map().keySet());
        assertThat(afterWrong - before).isEqualTo(1);
        assertThat(hashes() - afterWrong).isEqualTo(1);
    }

    private void signUp() {
        String name = known.substring(0, known.indexOf('@'));
        service.client()
                .post(
                        "/api/auth/signup/",
                        Json.object("username", name, "email", known, "password", LoginPods.PASSWORD));
    }

    private ApiAnswer fail(String email) {
        return logIn(service.client().from(newAddress()), email, "wrong password");
    }

    private double hashes() {
        return service.part(MeterRegistry.class)
                .get("numeneon.password.hash")
                .timer()
                .count();
    }
}
