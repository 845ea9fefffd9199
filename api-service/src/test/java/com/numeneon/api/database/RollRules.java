package com.numeneon.api.database;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration may not do while pods of the version before it go on serving (decision 094). It looks at words and not at
 * meaning: what it finds may be right all the same, and then is listed with the reason.
 */
final class RollRules {

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern CREATED = Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(\\w+)");
    private static final Pattern ALTERED = Pattern.compile("ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(\\w+)");
    private static final Pattern INDEXED = Pattern.compile("CREATE (?:UNIQUE )?INDEX .*?ON (?:ONLY )?(\\w+)");
    private static final Pattern WRITTEN =
            Pattern.compile("\\b(?:UPDATE (?:ONLY )?(\\w+) SET|DELETE FROM (\\w+)|INSERT INTO (\\w+))");
    private static final Pattern CLAUSES = Pattern.compile(",(?![^(]*\\))");
    private static final Pattern GONE = Pattern.compile("\\b(DROP|RENAME|TRUNCATE|REVOKE)\\b");
    private static final Pattern OTHER =
            Pattern.compile("\\b(SET DATA TYPE|ALTER (COLUMN )?\\w+ TYPE|SET NOT NULL)\\b");
    private static final Pattern CHECKED =
            Pattern.compile("\\bADD (CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE)\\b|CREATE (TRIGGER|RULE|POLICY)");

    private final String text;
    private final Set<String> created = new HashSet<>();
    private final List<String> found = new ArrayList<>();

    private RollRules(String sql) {
        text = LITERAL.matcher(COMMENT.matcher(sql).replaceAll(""))
                .replaceAll("''")
                .replaceAll("\\s+", " ")
                .toUpperCase(Locale.ROOT);
        CREATED.matcher(text).results().forEach(table -> created.add(table.group(1)));
    }

    /** One sentence for each finding, in the order of the statements. */
    static List<String> findings(String sql) {
        RollRules rules = new RollRules(sql);
        for (String statement : rules.text.split(";", -1)) {
            rules.look(statement.strip());
        }
        return rules.found;
    }

    private void look(String statement) {
        find(GONE, statement, "takes away what the old version uses");
        find(OTHER, statement, "makes a column another one");
        existing(ALTERED, statement).ifPresent(table -> {
            lookAtAdded(table, statement);
            find(CHECKED, statement, "refuses on " + table + " what the old version may write");
            needsLockTimeout(table);
        });
        existing(INDEXED, statement).ifPresent(table -> {
            if (statement.startsWith("CREATE UNIQUE")) {
                found.add("refuses on " + table + " what the old version may write: UNIQUE");
            }
            if (!statement.contains(" IF NOT EXISTS ")) {
                found.add("an index on " + table + " that cannot be made beforehand: IF NOT EXISTS is missing");
            }
            if (statement.contains(" CONCURRENTLY ")) {
                found.add("CONCURRENTLY waits for the migration's own lock for ever");
            }
            needsLockTimeout(table);
        });
        existing(WRITTEN, statement).ifPresent(table -> found.add("writes rows of " + table + " under locks"));
    }

    private void lookAtAdded(String table, String statement) {
        for (String clause : CLAUSES.split(statement, -1)) {
            if (clause.contains("ADD ")
                    && clause.contains("NOT NULL")
                    && !clause.contains(" DEFAULT ")
                    && !clause.contains(" GENERATED ")) {
                found.add("a column of " + table + " that the old version leaves out: NOT NULL without DEFAULT");
            }
        }
    }

    private void needsLockTimeout(String table) {
        if (!text.contains("SET LOCAL LOCK_TIMEOUT")) {
            found.add("everybody waits behind a lock on " + table
                    + " that is waited for: SET LOCAL lock_timeout is missing");
        }
    }

    private void find(Pattern words, String statement, String meaning) {
        Matcher matcher = words.matcher(statement);
        if (matcher.find()) {
            found.add(meaning + ": " + matcher.group());
        }
    }

    /** The table that was there before this migration. */
    private Optional<String> existing(Pattern words, String statement) {
        Matcher matcher = words.matcher(statement);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String table = matcher.group(group);
            if (table != null && !created.contains(table)) {
                return Optional.of(table.toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }
}
