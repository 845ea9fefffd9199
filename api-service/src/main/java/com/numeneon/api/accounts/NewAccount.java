package com.numeneon.api.accounts;

import com.numeneon.api.web.Fields;
import com.numeneon.api.web.JsonBody;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody signs up with, checked.
 *
 * @param password as typed, never trimmed
 */
record NewAccount(String username, String email, String password, String firstName, String lastName) {

    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_.-]{3,30}");

    /** Words that stand where a username does in an address. */
    private static final Set<String> RESERVED =
            Set.of("profile", "search", "playlist", "reorder", "profile-song", "me");

    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD = 128;

    /** Above every bound that a rule of its own states better; the body's own bound holds anyway. */
    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    /** Longest display name, and so longest first or last name. */
    static final int MAX_NAME = 150;

    /** Every rule that is broken is named, so that the form can be mended in one go. */
    static NewAccount read(JsonBody body) {
        Fields fields = body.fields();
        String username = fields.text("username", ANY_LENGTH);
        String email = fields.text("email", ANY_LENGTH);
        String password = fields.untrimmedText("password", ANY_LENGTH);
        String displayName = Optional.ofNullable(fields.optionalText("display_name", MAX_NAME))
                .orElse("");
        checkUsername(username, fields);
        checkEmail(email, fields);
        checkPassword(password, username, email, fields);
        fields.check();
        String[] names = displayName.split("\\s+", 2);
        return new NewAccount(username, email, password, names[0], names.length > 1 ? names[1] : "");
    }

    /** Whether anybody can have this name. */
    static boolean canBeUsername(String text) {
        return USERNAME.matcher(text).matches() && !isReserved(text);
    }

    String usernameKey() {
        return username.toLowerCase(Locale.ROOT);
    }

    String emailKey() {
        return email.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "NewAccount[username=" + username + "]";
    }

    private static void checkUsername(String username, Fields fields) {
        if (!fields.isValid("username")) {
            return;
        }
        if (!USERNAME.matcher(username).matches()) {
            fields.reject(
                    "username",
                    "Username must have 3 to 30 characters, each an English letter, a digit or one of _ . -");
        } else if (isReserved(username)) {
            fields.reject("username", "This username is not available.");
        }
    }

    private static boolean isReserved(String username) {
        return RESERVED.contains(username.toLowerCase(Locale.ROOT));
    }

    private static void checkEmail(String email, Fields fields) {
        if (fields.isValid("email") && !EmailSyntax.isValid(email)) {
            fields.reject("email", "Enter a valid e-mail address.");
        }
    }

    private static void checkPassword(String password, String username, String email, Fields fields) {
        if (!fields.isValid("password")) {
            return;
        }
        int length = password.codePointCount(0, password.length());
        if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
            fields.reject("password", "Password must have " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters.");
        } else if (password.equalsIgnoreCase(username) || password.equalsIgnoreCase(email)) {
            fields.reject("password", "Password must not be the same as the username or the e-mail address.");
        }
    }
}
