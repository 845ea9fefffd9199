package com.numeneon.api.testing;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a running service serves, asked of its dispatcher: the measure of whether a test has looked at everything. */
public final class MappedEndpoints {

    private MappedEndpoints() {}

    /** All of our own, as in {@code GET /api/posts/{postId}}. */
    public static Set<String> of(ApiService service) {
        Set<String> all = new TreeSet<>();
        service.part(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, handler) -> {
            if (isOurs(handler)) {
                all.addAll(rows(mapping));
            }
        });
        return all;
    }

    /** Without the names of placeholders, and without the slash at its end: one text for what is one endpoint. */
    public static String normalized(String row) {
        String bare = row.replaceAll("\\{[^}]*}", "{}");
        return bare.endsWith(" /") ? bare : bare.replaceAll("/$", "");
    }

    private static boolean isOurs(HandlerMethod handler) {
        return handler.getBeanType().getName().startsWith("com.numeneon.");
    }

    private static Set<String> rows(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        if (methods.isEmpty()) {
            throw new AssertionError("an endpoint for every method: " + mapping);
        }
        return methods.stream()
                .flatMap(method -> mapping.getPatternValues().stream().map(pattern -> method + " " + pattern))
                .collect(Collectors.toSet());
    }
}
