package com.numeneon.api.web;

/** Who calls, from a checked access token; a controller asks for it as an argument. */
public record CurrentUser(long id, String username, String sessionId) {

    /** Where authentication leaves it. */
    public static final String REQUEST_ATTRIBUTE = CurrentUser.class.getName();
}
