package com.numeneon.notification.operations;

import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes answers in the same dialect as both public ports do. */
public final class Answers {

    private Answers() {}

    public static void problem(HttpServletResponse response, Problem problem) throws IOException {
        write(response, problem.status(), Problem.MEDIA_TYPE, problem);
    }

    public static void json(HttpServletResponse response, int status, Object body) throws IOException {
        write(response, status, "application/json", body);
    }

    /** An answer that comes line by line, each a JSON object. */
    public static void beginLines(HttpServletResponse response) {
        begin(response, "application/x-ndjson");
    }

    /** @param allowed for the header, as in {@code GET, POST} */
    public static void notAllowed(HttpServletResponse response, String allowed, String sentence) throws IOException {
        response.setHeader("Allow", allowed);
        problem(response, Problem.of(405, "Method Not Allowed", sentence));
    }

    private static void begin(HttpServletResponse response, String type) {
        SecurityHeaders.ALL.forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(type);
    }

    private static void write(HttpServletResponse response, int status, String type, Object body) throws IOException {
        response.setStatus(status);
        begin(response, type);
        response.getOutputStream().write(ContractJson.mapper().writeValueAsBytes(body));
    }
}
