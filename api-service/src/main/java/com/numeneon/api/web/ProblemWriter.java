package com.numeneon.api.web;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** Writes problem bodies; whatever the caller's Accept header says, as an error it cannot read is no help. */
final class ProblemWriter {

    void write(ApiException refusal, HttpServletResponse response) throws IOException {
        refusal.headers().forEach(response::setHeader);
        write(refusal.problem(), response);
    }

    /** Headers set before stay; a body that was begun but not sent is replaced. */
    void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = bytes(problem);
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static byte[] bytes(Problem problem) {
        return ContractJson.mapper().writeValueAsBytes(problem);
    }
}
