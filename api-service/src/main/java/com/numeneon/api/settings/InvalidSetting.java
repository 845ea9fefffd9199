package com.numeneon.api.settings;

/** A setting is missing or wrong. The process ends with {@code problem} and {@code action}, without a stack trace. */
public final class InvalidSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String action;

    /**
     * @param problem a sentence that names the setting; never its value when that is a secret
     * @param action what to do about it
     */
    public InvalidSetting(String problem, String action) {
        super(problem + " " + action);
        this.problem = problem;
        this.action = action;
    }

    String problem() {
        return problem;
    }

    String action() {
        return action;
    }
}
