package com.numeneon.api.web;

import com.numeneon.contracts.json.ContractJson;
import com.numeneon.contracts.settings.Settings;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Set;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The way of a request: trace, security headers, CORS, problems, body limit, trailing slash, dispatcher. Each is outside
 * the next because it must hold for whatever the next one does.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /** After the trace, which is first of all. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final Set<Class<?>> WRITTEN = Set.of(
            JacksonJsonHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ByteArrayHttpMessageConverter.class);

    private final TrustedProxies proxies;

    WebConfiguration(Settings settings) {
        this.proxies = TrustedProxies.of(settings);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.addAll(List.of(
                new CurrentUserArgument(),
                new JsonBodyArgument(),
                new QueryArgument(),
                new ClientAddressArgument(proxies)));
    }

    /** JSON, and texts and bytes whose type an endpoint names; not whatever a library on the class path can write. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(
                all -> all.removeIf(converter -> !WRITTEN.contains(converter.getClass())));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AcceptCheck());
    }

    @Bean
    JsonMapperBuilderCustomizer contractDialect() {
        return ContractJson::configure;
    }

    @Bean
    Cors cors(Settings settings) {
        return Cors.of(settings);
    }

    @Bean
    ProblemWriter problemWriter() {
        return new ProblemWriter();
    }

    @Bean
    ProblemResolver problemResolver(ProblemWriter writer) {
        return new ProblemResolver(writer);
    }

    @Bean
    FilterRegistrationBean<SecurityHeadersFilter> securityHeadersFilter() {
        return ordered(new SecurityHeadersFilter(proxies), FIRST);
    }

    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(Cors cors, ProblemWriter writer) {
        return ordered(new CorsFilter(cors, writer), FIRST + 1);
    }

    @Bean
    FilterRegistrationBean<ProblemFilter> problemFilter(ProblemResolver resolver) {
        return ordered(new ProblemFilter(resolver), FIRST + 2);
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter() {
        return ordered(new BodyLimitFilter(), FIRST + 3);
    }

    /** Endpoints are mapped without the slash; a request with one looks to them as if it had none. */
    @Bean
    FilterRegistrationBean<UrlHandlerFilter> trailingSlashFilter() {
        return ordered(
                UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build(), FIRST + 4);
    }

    private static <F extends Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
