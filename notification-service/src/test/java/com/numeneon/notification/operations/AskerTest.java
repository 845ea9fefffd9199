package com.numeneon.notification.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class AskerTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void who_says_nothing_is_unnamed() {
        assertThat(Asker.of(request)).isEqualTo(new Asker("127.0.0.1", "unnamed"));
        assertThat(Asker.of(request).isNamed()).isFalse();
        assertThat(Asker.of("127.0.0.1", " ").isNamed()).isFalse();
    }

    @Test
    void a_name_keeps_to_its_line_and_to_a_length() {
        request.addHeader("X-Operator", "carol\u2028 userId=5 " + "x".repeat(100));

        assertThat(Asker.of(request).operator()).startsWith("carol??userId?5?x").hasSize(64);
    }

    @Test
    void a_browser_that_was_asked_for_the_token_brings_a_name_with_it() {
        request.addHeader("X-Operator", "carol");
        request.addHeader("Authorization", basic("dave:a-token-of-operators"));
        assertThat(Asker.of(request).operator()).isEqualTo("dave");

        MockHttpServletRequest withoutName = new MockHttpServletRequest();
        withoutName.addHeader("X-Operator", "carol");
        withoutName.addHeader("Authorization", basic(":a-token-of-operators"));
        assertThat(Asker.of(withoutName).operator()).isEqualTo("carol");
    }

    @Test
    void credentials_that_make_no_sense_name_nobody() {
        for (String authorization : new String[] {"Basic", "Basic %%%", basic("no colon"), "Bearer dave:x"}) {
            MockHttpServletRequest other = new MockHttpServletRequest();
            other.addHeader("Authorization", authorization);
            assertThat(Asker.of(other).isNamed()).as(authorization).isFalse();
        }
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
