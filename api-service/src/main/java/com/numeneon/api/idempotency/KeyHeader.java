package com.numeneon.api.idempotency;

import com.numeneon.api.web.InvalidFields;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The request's header {@value #NAME}. */
final class KeyHeader {

    static final String NAME = "Idempotency-Key";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    private KeyHeader() {}

    /**
     * Empty when there is none.
     *
     * @throws InvalidFields when it is no key
     */
    static Optional<String> read(HttpServletRequest request) {
        Enumeration<String> values = request.getHeaders(NAME);
        if (!values.hasMoreElements()) {
            return Optional.empty();
        }
        String key = values.nextElement();
        if (values.hasMoreElements()) {
            throw InvalidFields.of(NAME, "The header " + NAME + " must be there only once.");
        }
        if (!VISIBLE_ASCII.matcher(key).matches()) {
            throw InvalidFields.of(
                    NAME, "The header " + NAME + " must have 1 to 255 visible ASCII characters and no blank.");
        }
        return Optional.of(key);
    }
}
