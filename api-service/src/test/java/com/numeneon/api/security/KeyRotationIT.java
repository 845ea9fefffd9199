package com.numeneon.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.token.SigningKey;
import com.numeneon.infra.testing.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The three steps of a rotation as pods of one system: both keys and the old signer, both and the new one, the new one alone. */
class KeyRotationIT {

    private static final String ME = "/api/auth/me/";

    private final SigningKey old = SigningKey.generate();
    private final SigningKey next = SigningKey.generate();
    private final String database = TestPostgres.newDatabase();

    @Test
    void nobody_is_logged_out_until_the_old_key_is_taken_away() {
        try (ApiService before = pod(old, bothKeys());
                ApiService after = pod(next, bothKeys());
                ApiService last = pod(next, next.publicJwkSet())) {
            TestUser user = TestUser.signUp(before);

            assertThat(status(after, user.access())).isEqualTo(200);
            JsonNode renewed = refreshed(after, user.refresh());
            // A pod that still signs with the old one takes what those that were rolled already sign.
            assertThat(status(before, renewed.path("access").asString())).isEqualTo(200);
            assertThat(status(last, renewed.path("access").asString())).isEqualTo(200);
            assertThat(refreshed(last, renewed.path("refresh").asString()).has("access"))
                    .isTrue();
            ApiAnswer refused = last.client()
                    .with("Authorization", "Bearer " + user.access())
                    .get(ME);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).contains("token_not_valid");
        }
    }

    private ApiService pod(SigningKey signer, String publicKeys) {
        return ApiService.start(Map.of(
                "DATABASE_URL", database, "JWT_PRIVATE_KEY", signer.privateJwk(), "JWT_PUBLIC_KEYS", publicKeys));
    }

    private String bothKeys() {
        ObjectNode both = (ObjectNode) ContractJson.mapper().readTree(old.publicJwkSet());
        ((ArrayNode) both.path("keys")).addAll((ArrayNode)
                ContractJson.mapper().readTree(next.publicJwkSet()).path("keys"));
        return both.toString();
    }

    private static int status(ApiService pod, String access) {
        return pod.client().with("Authorization", "Bearer " + access).get(ME).status();
    }

    private static JsonNode refreshed(ApiService pod, String refresh) {
        ApiAnswer answer = pod.client().post("/api/auth/token/refresh/", Json.object("refresh", refresh));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
