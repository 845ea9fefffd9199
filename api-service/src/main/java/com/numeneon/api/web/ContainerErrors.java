package com.numeneon.api.web;

import com.numeneon.contracts.headers.SecurityHeaders;
import com.numeneon.contracts.problem.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Gives what Jetty itself refuses (400, 414, 431 …), before any filter of ours, a problem body and its CORS headers. */
final class ContainerErrors extends ErrorPageErrorHandler {

    private final Cors cors;

    ContainerErrors(Cors cors) {
        this.cors = cors;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = request.getAttribute(ERROR_EXCEPTION) instanceof HttpException refusal
                ? refusal.getCode()
                : response.getStatus();
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        SecurityHeaders.ALL.forEach(headers::put);
        cors.apply(request.getHeaders().get(HttpHeader.ORIGIN), headers::put);
        if (HttpStatus.hasNoBody(status)) {
            callback.succeeded();
        } else {
            response.write(true, body(status, headers), callback);
        }
        return true;
    }

    private static ByteBuffer body(int status, HttpFields.Mutable headers) {
        byte[] body = ProblemWriter.bytes(Problems.of(status));
        headers.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        return ByteBuffer.wrap(body);
    }
}
