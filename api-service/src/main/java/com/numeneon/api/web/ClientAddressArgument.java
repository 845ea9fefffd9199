package com.numeneon.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller the {@link ClientAddress}. */
final class ClientAddressArgument implements HandlerMethodArgumentResolver {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final TrustedProxies proxies;

    ClientAddressArgument(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ClientAddress.class;
    }

    @Override
    public ClientAddress resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = (HttpServletRequest) request.getNativeRequest();
        List<String> forwardedFor = Collections.list(http.getHeaders(FORWARDED_FOR));
        return new ClientAddress(proxies.client(peer(http), forwardedFor));
    }

    static InetAddress peer(HttpServletRequest request) {
        return IpAddress.parse(request.getRemoteAddr())
                .orElseThrow(() -> new IllegalStateException("a connection without an address"));
    }
}
