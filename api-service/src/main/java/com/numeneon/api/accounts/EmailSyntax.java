package com.numeneon.api.accounts;

import java.util.regex.Pattern;

/**
 * The form of an e-mail address that browsers accept (HTML Standard, section 4.10.5.1.5), and at least one dot after the
 * at sign; lengths by RFC 5321.
 */
final class EmailSyntax {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_PART = 64;
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORMAT = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1," + MAX_LOCAL_PART + "}@" + LABEL + "(?:\\." + LABEL + ")+");

    private EmailSyntax() {}

    static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && FORMAT.matcher(text).matches();
    }
}
