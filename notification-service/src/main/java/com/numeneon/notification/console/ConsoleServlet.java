package com.numeneon.notification.console;

import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.problem.Problem;
import com.numeneon.notification.operations.Answers;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** {@code GET /console}: the page and its files. They are read once, and named here: no path of a request finds a file. */
final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** The last two make the browser itself refuse any text of the log as markup. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    private final transient Map<String, ConsoleFile> files;

    ConsoleServlet() {
        ConsoleFile page = ConsoleFile.read("index.html", "text/html; charset=utf-8");
        this.files = Map.of(
                "", page,
                "/", page,
                "/console.css", ConsoleFile.read("console.css", "text/css; charset=utf-8"),
                "/console.js", ConsoleFile.read("console.js", "text/javascript; charset=utf-8"),
                "/icon.svg", ConsoleFile.read("icon.svg", "image/svg+xml"));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            Answers.problem(response, Problem.of(405, "Method Not Allowed", "The console is only read."));
            return;
        }
        String name = request.getPathInfo();
        ConsoleFile file = files.get(name == null ? "" : name);
        if (file == null) {
            Answers.problem(response, Problem.of(404, "Not Found", "The console has no such file."));
            return;
        }
        SecurityHeaders.ALL.forEach(response::setHeader);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        file.writeTo(request, response);
    }
}
