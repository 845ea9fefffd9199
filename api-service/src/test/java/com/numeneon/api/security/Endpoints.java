package com.numeneon.api.security;

import com.numeneon.api.testing.ApiService;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What the service serves, so that a test sees an endpoint that it was not told of.
 *
 * @param writing as {@code METHOD /path/{}}, without the slash at the end
 * @param reading paths of GET, their placeholders by their names
 */
record Endpoints(Set<String> writing, Set<String> reading) {

    static Endpoints of(ApiService service) {
        Endpoints endpoints = new Endpoints(new TreeSet<>(), new TreeSet<>());
        service.part(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues().forEach(path -> {
                    if (method.getBeanType().getPackageName().startsWith("com.numeneon")) {
                        mapping.getMethodsCondition().getMethods().forEach(verb -> endpoints.add(verb, path));
                    }
                }));
        return endpoints;
    }

    private void add(RequestMethod verb, String path) {
        switch (verb) {
            case GET -> reading.add(path);
            case POST, PUT, PATCH, DELETE -> writing.add(verb + " " + path.replaceAll("\\{[^}]*}", "{}"));
            default -> throw new IllegalStateException(verb + " " + path);
        }
    }
}
