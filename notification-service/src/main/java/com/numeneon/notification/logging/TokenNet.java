package com.numeneon.notification.logging;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * The last net under "a token never gets into a log" (decision 050) for lines in JSON: whatever looks like one is cut out of
 * every text of a line. {@code application.yaml} names it, and has the same for readable lines in {@code logging.pattern.console}.
 */
public final class TokenNet implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final Pattern TOKEN = Pattern.compile("(token=)[^&\\s\"]+|eyJ[-\\w]+\\.[-\\w]+\\.[-\\w]+");

    @Override
    public void customize(JsonWriter.Members<Object> members) {
        members.applyingValueProcessor(JsonWriter.ValueProcessor.of(String.class, TokenNet::without));
    }

    private static String without(String text) {
        return TOKEN.matcher(text).replaceAll("$1[hidden]");
    }
}
