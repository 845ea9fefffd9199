package com.numeneon.api.operations;

import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes answers in the same dialect as both public ports do. */
public final class Answers {

    private Answers() {}

    public static void problem(HttpServletResponse response, Problem problem) throws IOException {
        head(response, problem.status(), Problem.MEDIA_TYPE);
        response.getOutputStream().write(ContractJson.mapper().writeValueAsBytes(problem));
    }

    /** @param allowed the one method that there is */
    public static void wrongMethod(HttpServletResponse response, String allowed) throws IOException {
        response.setHeader("Allow", allowed);
        problem(response, Problem.of(405, "Method Not Allowed", "This is asked for by " + allowed + "."));
    }

    /** See {@link Audit#isOn}. */
    public static void notAudited(HttpServletResponse response) throws IOException {
        problem(
                response,
                Problem.of(
                        503, "Service Unavailable", "Nothing is changed while the logger \"audit\" is switched off."));
    }

    static void head(HttpServletResponse response, int status, String type) {
        response.setStatus(status);
        SecurityHeaders.ALL.forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(type);
    }
}
