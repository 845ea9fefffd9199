package com.numeneon.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An e-mail address is shown to its owner and to nobody else. */
class PrivateAddressIT {

    private final ApiService service = ApiService.shared();

    @Test
    @Covers({
        "GET /api/auth/search/",
        "GET /api/auth/users/{username}/",
        "GET /api/friends/suggestions/",
        "PUT /api/auth/profile/{id}/",
        "POST /api/auth/signup/"
    })
    void no_answer_to_others_and_no_event_has_an_address() {
        TestUser alice = TestUser.signUp(service);
        TestUser bob = TestUser.signUp(service);
        TestUser carol = TestUser.signUp(service);
        WrittenEvents events = WrittenEvents.fromNow();
        alice.befriend(bob);
        bob.befriend(carol);
        alice.client().send("PATCH", "/api/auth/profile/", Json.object("bio", "Curious.", "first_name", "Alice"));
        String name = alice.username();

        List<ApiAnswer> answers = List.of(
                carol.client().get("/api/auth/search/"),
                carol.client().get("/api/auth/search/?q=" + name),
                carol.client().get("/api/auth/search/?q=" + name.substring(0, 2)),
                carol.client().get("/api/auth/users/" + name + "/"),
                service.client().get("/api/auth/users/" + name + "/"),
                carol.client().get("/api/friends/suggestions/"),
                bob.client().get("/api/friends/"),
                carol.client().send("PUT", "/api/auth/profile/" + alice.id() + "/", "{\"bio\": \"mine\"}"),
                service.client()
                        .post(
                                "/api/auth/signup/",
                                Json.object("username", name, "email", bob.email(), "password", "password one")));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.text()).isNotEmpty();
            assertThat(answer.text()).doesNotContain("@").doesNotContain("password_hash");
        });
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(200, 403, 400);
        assertThat(events.all())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.body().toString()).doesNotContain("@"));
        assertThat(alice.client().get("/api/auth/me/").text())
                .contains(alice.email())
                .doesNotContain(bob.email(), carol.email());
    }
}
