package com.numeneon.api.idempotency;

import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.ReceivedBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Calls handlers, and those of a POST with a key through {@link Idempotency}. Here, as what a handler throws has not been
 * made an answer yet: it leaves the transaction as an exception and ends it. A public endpoint has no current user, so it
 * ignores the header.
 */
final class KeyedHandlerAdapter extends RequestMappingHandlerAdapter {

    private final Idempotency idempotency;

    KeyedHandlerAdapter(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    protected @Nullable ModelAndView invokeHandlerMethod(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler) throws Exception {
        if (!HttpMethod.POST.matches(request.getMethod())
                || !(request.getAttribute(CurrentUser.REQUEST_ATTRIBUTE) instanceof CurrentUser user)) {
            return super.invokeHandlerMethod(request, response, handler);
        }
        Optional<String> key = KeyHeader.read(request);
        if (key.isEmpty()) {
            return super.invokeHandlerMethod(request, response, handler);
        }
        byte[] body = request.getInputStream().readAllBytes();
        BufferedResponse buffered = new BufferedResponse(response);
        idempotency.answer(
                KeyedRequest.of(user.id(), key.get(), request, body),
                buffered,
                // Each attempt reads the body from its beginning.
                () -> super.invokeHandlerMethod(new ReceivedBody(request, body), buffered, handler));
        buffered.copyBodyToResponse();
        return null;
    }
}
