package com.numeneon.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses a request whose sender does not take JSON, before anything is done for it: Spring looks only when it writes the
 * answer, and by then the change is committed. An endpoint that is mapped with types of its own is left to Spring, which
 * looks at those before.
 */
final class AcceptCheck implements HandlerInterceptor {

    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (answersJson(request, handler)) {
            if (!accepts(request)) {
                throw new HttpMediaTypeNotAcceptableException(JSON);
            }
            // Otherwise a sender that names problems, too, would get every answer labelled as one.
            request.setAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, Set.copyOf(JSON));
        }
        return true;
    }

    private static boolean answersJson(HttpServletRequest request, Object handler) {
        return handler instanceof HandlerMethod method
                && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), RestController.class)
                && !answersBytes(method)
                && request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) == null;
    }

    /** A file, whose type is its own. */
    private static boolean answersBytes(HandlerMethod method) {
        return ResolvableType.forMethodReturnType(method.getMethod())
                        .getGeneric(0)
                        .resolve()
                == byte[].class;
    }

    private static boolean accepts(HttpServletRequest request) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            return types.isEmpty()
                    || types.stream()
                            .anyMatch(type -> type.getQualityValue() > 0 && type.includes(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
