package com.numeneon.api.docs;

import com.numeneon.api.web.ClientAddress;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.JsonBody;
import com.numeneon.api.web.Paging;
import com.numeneon.api.web.PublicEndpoint;
import com.numeneon.api.web.Query;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * What springdoc finds out, noted where {@link ApiDescription} reads it: records stay references, and each operation says
 * which of our arguments its method takes.
 */
@Component
@ConditionalOnProperty("springdoc.api-docs.enabled")
final class HandlerNotes implements ModelConverter, GlobalOperationCustomizer {

    static final String ARGUMENTS = "x-arguments";
    static final String PUBLIC = "x-public";

    private final Set<Class<?>> records = ConcurrentHashMap.newKeySet();

    HandlerNotes() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        CurrentUser.class, JsonBody.class, Query.class, Paging.class, ClientAddress.class);
    }

    Set<Class<?>> records() {
        return records;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        operation.addExtension(
                ARGUMENTS,
                Arrays.stream(handler.getMethodParameters())
                        .map(parameter -> parameter.getParameterType().getSimpleName())
                        .toList());
        operation.addExtension(PUBLIC, handler.hasMethodAnnotation(PublicEndpoint.class));
        return operation;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (raw.isRecord()) {
            records.add(raw);
            return new Schema<>().$ref(RecordSchemas.PREFIX + RecordSchemas.nameOf(raw));
        }
        return others.hasNext() ? others.next().resolve(type, context, others) : null;
    }
}
