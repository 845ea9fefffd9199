package com.numeneon.deployment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that README.md lists. */
final class SettingsTable {

    /** The row's first column, then whose setting it is: the third of the second table. */
    private static final Pattern ROW = Pattern.compile("\\| (`[A-Z][^|]*`) \\|[^|]*\\| ([^|]*) \\|[^|]*\\|");

    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

    /** Of either table. */
    private static final Pattern ANY_ROW = Pattern.compile("\\| (`[A-Z][^|]*`) \\|.*\\|");

    private SettingsTable() {}

    /** All names in the order of the rows, table by table. */
    static List<List<String>> tables() throws IOException {
        List<List<String>> tables = new ArrayList<>();
        for (String line : Checkout.text("README.md").lines().toList()) {
            Matcher row = ANY_ROW.matcher(line);
            if (line.startsWith("| Setting |")) {
                tables.add(new ArrayList<>());
            } else if (row.matches()) {
                NAME.matcher(row.group(1))
                        .results()
                        .forEach(name -> tables.getLast().add(name.group(1)));
            }
        }
        return tables;
    }

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
