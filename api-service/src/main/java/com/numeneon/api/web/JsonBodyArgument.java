package com.numeneon.api.web;

import com.numeneon.contracts.json.ContractJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body as a JSON object, or says what else it is. An argument that is nullable is null for an empty body, whatever
 * its media type, and for {@code null}, as which some clients send a body that they do not have.
 */
final class JsonBodyArgument implements HandlerMethodArgumentResolver {

    private static final MediaType ANY_JSON_DIALECT = MediaType.valueOf("application/*+json");

    /** Bytes, blanks included. */
    private static final int LONGEST_NONE = 16;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == JsonBody.class;
    }

    @Override
    public @Nullable JsonBody resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest http = (HttpServletRequest) request.getNativeRequest();
        if (!parameter.isOptional()) {
            check(http);
        }
        byte[] body = http.getInputStream().readAllBytes();
        if (parameter.isOptional()) {
            if (isNone(body)) {
                return null;
            }
            check(http);
        }
        return new JsonBody(parse(body));
    }

    static ObjectNode parse(byte[] body) {
        if (body.length == 0) {
            throw new BadRequest("The request's body must be a JSON object, but it is empty.");
        }
        try {
            JsonNode json = ContractJson.mapper().readTree(text(body));
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (StreamConstraintsException e) {
            throw new BadRequest("The request's body is nested too deeply or has a number or name that is too long.");
        } catch (JacksonException e) {
            throw new BadRequest("The request's body is not valid JSON" + at(e) + ".");
        }
        throw new BadRequest("The request's body must be a JSON object.");
    }

    private static boolean isNone(byte[] body) {
        if (body.length > LONGEST_NONE) {
            return false;
        }
        String text = new String(body, StandardCharsets.ISO_8859_1).strip();
        return text.isEmpty() || text.equals("null");
    }

    private static void check(HttpServletRequest http) {
        checkMediaType(http.getContentType());
        checkCoding(http.getHeader(HttpHeaders.CONTENT_ENCODING));
    }

    private static void checkMediaType(@Nullable String contentType) {
        if (contentType == null) {
            return;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            boolean json = MediaType.APPLICATION_JSON.includes(type) || ANY_JSON_DIALECT.includes(type);
            if (json && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8))) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // Not a media type at all: refused as any other wrong one.
        }
        throw new UnsupportedBody("The request's body must be JSON in UTF-8, with Content-Type: application/json.");
    }

    private static void checkCoding(@Nullable String coding) {
        if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            throw new UnsupportedBody("The request's body must not be compressed.");
        }
    }

    /** Strict, as a replaced character would be stored as something that nobody wrote. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequest("The request's body is not valid UTF-8.");
        }
    }

    private static String at(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
