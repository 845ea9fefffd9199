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

    private static void write(HttpServletResponse response, int status, String type, Object body) throws IOException {
        response.setStatus(status);
        SecurityHeaders.ALL.forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(type);
        response.getOutputStream().write(ContractJson.mapper().writeValueAsBytes(body));
    }
}
