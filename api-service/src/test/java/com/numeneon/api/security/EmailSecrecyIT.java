package com.numeneon.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An e-mail address is shown to its owner and to nobody else. */
class EmailSecrecyIT {

    private final ApiService service = ApiService.shared();
    private final WrittenEvents events = WrittenEvents.fromNow();
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);
    private final Map<String, String> whatBobGets = new LinkedHashMap<>();

    @Test
    void no_answer_to_somebody_else_and_no_event_has_it() {
        long requestId = alice.ask(bob);
        bobCalls("POST", "/api/friends/accept/" + requestId + "/", "");
        long messageId = alice.send(bob, "hello").path("id").asLong();
        bobCalls("POST", "/api/messages/", TestUser.message(alice.id(), "hello yourself"));
        bobCalls("PATCH", "/api/messages/" + messageId + "/read/", "");
        long postId = post(alice, "{\"content\": \"a post\"}");
        post(alice, "{\"content\": \"on the wall\", \"target_profile_id\": " + bob.id() + "}");
        bobCalls("POST", "/api/posts/", "{\"content\": \"on hers\", \"target_profile_id\": " + alice.id() + "}");
        bobCalls("POST", "/api/posts/", "{\"content\": \"a comment\", \"parent_id\": " + postId + "}");
        post(alice, "{\"content\": \"@" + bob.username() + " an answer\", \"parent_id\": " + postId + "}");
        bobCalls("POST", "/api/posts/" + postId + "/like/", "");
        bobCalls("POST", "/api/posts/" + postId + "/share/", "");
        bobCalls("PATCH", "/api/posts/" + postId + "/", "{\"content\": \"not his\"}");
        readsEverything(postId);
        bobCalls("DELETE", "/api/friends/remove/" + alice.id() + "/", "");
        bobCalls("POST", "/api/friends/request/" + alice.id() + "/", "");

        whatBobGets.forEach((call, answer) ->
                assertThat(answer.toLowerCase(Locale.ROOT)).as(call).doesNotContain(alice.email()));
        assertThat(whatBobGets.values())
                .as("she was in the answers")
                .anyMatch(answer -> answer.contains(alice.username()));
        assertThat(events.all())
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(event -> assertThat(event.toString())
                        .doesNotContainIgnoringCase(alice.email())
                        .doesNotContainIgnoringCase(bob.email())
                        .doesNotContain("email", "password"));
    }

    /** Every GET there is, about alice wherever it can be. */
    private void readsEverything(long postId) {
        Map<String, String> values = Map.of(
                "userId", "" + alice.id(), "username", alice.username(), "postId", "" + postId, "file", "openapi.json");
        for (String path : Endpoints.of(service).reading()) {
            String filled = path;
            for (Map.Entry<String, String> value : values.entrySet()) {
                filled = filled.replace("{" + value.getKey() + "}", value.getValue());
            }
            assertThat(filled).as("a placeholder that this test does not know").doesNotContain("{");
            for (String query : new String[] {"", "?username=" + alice.username(), "?q=" + alice.username()}) {
                bobCalls("GET", filled + query, "");
            }
        }
        bobCalls("GET", "/api/auth/search/?q=" + alice.email(), "");
        bobCalls("GET", "/api/friends/requests/?direction=outgoing", "");
    }

    private void bobCalls(String method, String path, String body) {
        ApiAnswer answer = bob.client().send(method, path, body);
        assertThat(answer.status()).as(path).isLessThan(500);
        String name = method + " " + path + " " + whatBobGets.size();
        whatBobGets.put(name, answer.text() + answer.http().headers().map());
    }

    private static long post(TestUser author, String body) {
        return author.client().post("/api/posts/", body).json().path("id").asLong();
    }
}
