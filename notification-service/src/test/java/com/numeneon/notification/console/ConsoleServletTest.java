package com.numeneon.notification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.event.EventType;
import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.problem.Problem;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ConsoleServletTest {

    private final ConsoleServlet console = new ConsoleServlet();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "/")
    void the_page_is_html(@Nullable String name) throws Exception {
        MockHttpServletResponse page = ask("GET", name);

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.getContentAsString()).startsWith("<!doctype html>");
    }

    @ParameterizedTest
    @CsvSource({
        "/console.css, text/css; charset=utf-8",
        "/console.js, text/javascript; charset=utf-8",
        "/icon.svg, image/svg+xml"
    })
    void its_files_have_their_types(String name, String type) throws Exception {
        MockHttpServletResponse file = ask("GET", name);

        assertThat(file.getStatus()).isEqualTo(200);
        assertThat(file.getContentType()).isEqualTo(type);
        assertThat(file.getContentAsByteArray()).isNotEmpty();
    }

    @Test
    void a_browser_may_run_and_ask_nothing_but_what_comes_from_here_and_keeps_none_of_it() throws Exception {
        MockHttpServletResponse page = ask("GET", null);

        assertThat(page.getHeader("Content-Security-Policy"))
                .startsWith(
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(page.getHeader("Cache-Control")).isEqualTo("no-store");
        SecurityHeaders.ALL.forEach((name, value) -> {
            if (!name.equals("Content-Security-Policy")) {
                assertThat(page.getHeader(name)).isEqualTo(value);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/../application.yaml",
                "/..",
                "//console.js",
                "/console.js/",
                "/CONSOLE.JS",
                "/META-INF",
                "/console/console.js"
            })
    void there_is_nothing_else(String name) throws Exception {
        MockHttpServletResponse answer = ask("GET", name);

        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentType()).isEqualTo(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void it_is_only_read(String method) throws Exception {
        MockHttpServletResponse answer = ask(method, null);

        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void its_headers_can_be_had_alone() throws Exception {
        MockHttpServletResponse head = ask("HEAD", "/console.js");

        assertThat(head.getContentAsByteArray()).isEmpty();
        assertThat(head.getContentLength()).isEqualTo(ask("GET", "/console.js").getContentAsByteArray().length);
    }

    @Test
    void every_type_of_event_can_be_chosen() throws Exception {
        String page = ask("GET", null).getContentAsString();

        assertThat(Arrays.stream(EventType.values())
                        .map(type -> type.wireName().replaceFirst("\\.v\\d+$", ""))
                        .map(name -> "<input type=\"checkbox\" name=\"type\" value=\"" + name + "\">"))
                .allSatisfy(box -> assertThat(page).contains(box));
    }

    private MockHttpServletResponse ask(String method, @Nullable String name) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/console" + (name == null ? "" : name));
        request.setPathInfo(name);
        MockHttpServletResponse response = new MockHttpServletResponse();
        console.service(request, response);
        return response;
    }
}
