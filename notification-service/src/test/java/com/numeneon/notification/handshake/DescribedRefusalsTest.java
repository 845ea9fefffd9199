package com.numeneon.notification.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.sockets.CloseCode;
import com.numeneon.notification.testing.AsyncApiFile;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code contracts/asyncapi.yaml} names every way in which a socket is refused or closed. */
class DescribedRefusalsTest {

    private static final int NORMAL = 1000;

    @Test
    void every_refusal_of_a_handshake_is_described() {
        assertThat(AsyncApiFile.ofSocket("x-handshake-refusals")
                        .map(refusal -> words(
                                refusal.path("status").asInt(),
                                refusal.path("code").asString(""),
                                refusal.path("retryAfter").asBoolean(false))))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Refusal.values())
                        .map(DescribedRefusalsTest::words)
                        .distinct()
                        .toList());
    }

    @Test
    void every_close_code_says_whether_to_reconnect() {
        assertThat(AsyncApiFile.ofSocket("x-close-codes")
                        .map(code -> code.path("code").asInt()))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(NORMAL),
                                Arrays.stream(CloseCode.values()).map(CloseCode::code))
                        .toList());
        assertThat(AsyncApiFile.ofSocket("x-close-codes"))
                .allSatisfy(
                        code -> assertThat(code.path("reconnect").asString("")).isNotEmpty());
    }

    private static String words(Refusal refusal) {
        Problem problem = refusal.problem();
        String code = problem.code() == null ? "" : problem.code();
        return words(problem.status(), code, refusal.headers().containsKey("Retry-After"));
    }

    private static String words(int status, String code, boolean retryAfter) {
        return status + " " + code + (retryAfter ? " with Retry-After" : "");
    }
}
