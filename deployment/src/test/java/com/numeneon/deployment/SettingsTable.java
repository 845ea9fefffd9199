package com.numeneon.deployment;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that README.md lists for the two services. */
final class SettingsTable {

    /** The row's first column, then whose setting it is: the third of the second table. */
    private static final Pattern ROW = Pattern.compile("\\| (`[A-Z][^|]*`) \\|[^|]*\\| ([^|]*) \\|[^|]*\\|");

    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

    private SettingsTable() {}

    /** @param service {@code api} or {@code notification} */
    static Set<String> of(String service) throws IOException {
        Set<String> names = new HashSet<>();
        for (String line : Checkout.text("README.md").lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && (row.group(2).contains("both") || row.group(2).contains(service))) {
                NAME.matcher(row.group(1)).results().forEach(name -> names.add(name.group(1)));
            }
        }
        return names;
    }
}
