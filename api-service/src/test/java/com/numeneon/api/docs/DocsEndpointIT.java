package com.numeneon.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.OpenApi;
import com.numeneon.contracts.json.ContractJson;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Covers({"GET /docs/", "GET /docs/{file}"})
class DocsEndpointIT {

    private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private final ApiClient stranger = ApiService.shared().client();

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/"})
    void anybody_gets_the_page(String address) {
        ApiAnswer page = stranger.get(address);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").map(type -> type.toLowerCase(Locale.ROOT)))
                .hasValue("text/html;charset=utf-8");
        assertThat(page.text()).contains("<title>numeneon API</title>");
    }

    @Test
    void everything_that_the_page_needs_comes_from_this_host() {
        var addresses = ADDRESS.matcher(stranger.get("/docs/").text())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(addresses).hasSizeGreaterThan(3).allSatisfy(address -> {
            assertThat(address).startsWith("/docs/");
            assertThat(stranger.get(address).status()).isEqualTo(200);
        });
        assertThat(stranger.get("/docs/page.js").text()).contains("/docs/openapi.json", "validatorUrl: null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/page.js", "/docs/swagger-ui-bundle.js", "/docs/openapi.yaml"})
    void the_page_may_run_and_fetch_nothing_of_anybody_else(String address) {
        assertThat(stranger.get(address).http().headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs/openapi.json, application/json",
        "/docs/openapi.yaml, application/yaml;charset=UTF-8",
        "/docs/asyncapi.yaml, application/yaml;charset=UTF-8",
        "/docs/swagger-ui.css, text/css;charset=UTF-8",
        "/docs/favicon-32x32.png, image/png"
    })
    void a_file_says_what_it_is(String address, String type) {
        ApiAnswer file = stranger.get(address);

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).hasValue(type);
        assertThat(file.http().headers().allValues("Cache-Control")).containsExactly("max-age=3600, public");
    }

    @Test
    void the_json_and_the_yaml_are_the_committed_description() {
        JsonNode yaml =
                new YAMLMapper().readTree(stranger.get("/docs/openapi.yaml").text());
        JsonNode json = ContractJson.mapper()
                .readTree(stranger.get("/docs/openapi.json").text());

        assertThat(json).isEqualTo(yaml);
        assertThat(json.path("paths").propertyNames())
                .isEqualTo(OpenApi.file().document().path("paths").propertyNames());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/nothing",
                "/docs/swagger-initializer.js",
                "/docs/..%2Fapplication.yaml",
                "/swagger-ui/index.html",
                "/swagger-ui.html",
                "/v3/api-docs",
                "/webjars/swagger-ui/index.html"
            })
    void nothing_else_is_served(String address) {
        assertThat(stranger.get(address).status()).isIn(400, 404);
    }
}
