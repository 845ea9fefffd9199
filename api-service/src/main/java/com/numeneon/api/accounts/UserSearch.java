package com.numeneon.api.accounts;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds users by a piece of their names, in one statement that reads a bounded number of those who match, however many
 * they are; but of a piece with a separator inside, such as {@code ser.n}, all whom the index cannot tell from it
 * (docs/decisions/071). Whether the index for pieces from inside a name is there is found out once, at the start and
 * before the server takes requests. Safe for all threads.
 */
@Component
final class UserSearch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(UserSearch.class);

    /** From this many characters on, a piece is looked for inside names as well as at their beginning. */
    private static final int INSIDE_FROM = 3;

    private static final int SHORTEST = 2;

    /** Sorts after whatever continues a prefix. */
    static final String END = Character.toString(Character.MAX_CODE_POINT);

    /**
     * What has a trigram with at least two characters of a word, as pg_trgm takes words apart. Without one, the index
     * would hand over most of the table to be checked row by row.
     */
    private static final Pattern INDEXED =
            Pattern.compile("[\\p{L}\\p{N}]{3}|[\\p{L}\\p{N}]{2}[^\\p{L}\\p{N}]|[^\\p{L}\\p{N}][\\p{L}\\p{N}]{2}");

    static final String NEWEST = """
            SELECT %s
            FROM users
            WHERE id <> :caller
            ORDER BY id DESC
            LIMIT 20
            """.formatted(UserRows.COLUMNS);

    /**
     * Each part reads at most twenty entries of an index that has them in this order. A username's key was made lower-case
     * here, the other names are by the database, whose rules are those of its locale: so is what they are compared with.
     */
    private static final String PREFIXED = """
            (SELECT id, username, username_key, first_name, last_name, avatar,
                CASE WHEN username_key = :key THEN 0 ELSE 1 END AS rank
            FROM users
            WHERE username_key ~>=~ :key AND username_key ~<~ (:key || :end) AND id <> :caller
            ORDER BY username_key USING ~<~
            LIMIT 20)
            UNION ALL
            (SELECT id, username, username_key, first_name, last_name, avatar, 2
            FROM users
            WHERE lower(first_name) ~>=~ lower(:text) AND lower(first_name) ~<~ (lower(:text) || :end) AND id <> :caller
            ORDER BY lower(first_name) USING ~<~, id
            LIMIT 20)
            UNION ALL
            (SELECT id, username, username_key, first_name, last_name, avatar, 2
            FROM users
            WHERE lower(last_name) ~>=~ lower(:text) AND lower(last_name) ~<~ (lower(:text) || :end) AND id <> :caller
            ORDER BY lower(last_name) USING ~<~, id
            LIMIT 20)
            """;

    /**
     * The pattern stands in a subquery so that the plan is the same for all of them: for a frequent one Postgres would
     * otherwise trust its guess of how soon a sequential scan finds enough.
     */
    private static final String INSIDE_BY_INDEX = """
            SELECT id, username, username_key, first_name, last_name, avatar, 3
            FROM users
            WHERE lower(username || chr(31) || first_name || ' ' || last_name) LIKE (SELECT lower(:pattern))
                AND id <> :caller
            """;

    private static final String INSIDE_NEWEST = """
            SELECT id, username, username_key, first_name, last_name, avatar, 3
            FROM (
                SELECT id, username, username_key, first_name, last_name, avatar
                FROM users
                ORDER BY id DESC
                LIMIT 5000
            ) newest
            WHERE lower(username || chr(31) || first_name || ' ' || last_name) LIKE lower(:pattern)
                AND id <> :caller
            """;

    /**
     * A materialized query is planned for all of its rows but run only as far as they are asked for: not at all when
     * there are enough prefixes, else up to twenty more than the prefixes that it finds again.
     */
    private static final String PREFIXED_AND_INSIDE = """
            WITH prefixed AS MATERIALIZED (
            %s), inside AS MATERIALIZED (
            %s)
            SELECT %s
            FROM (
                SELECT * FROM prefixed
                UNION ALL
                (SELECT * FROM inside WHERE (SELECT count(DISTINCT id) FROM prefixed) < 20 LIMIT 40)
            ) found
            GROUP BY id, username, username_key, first_name, last_name, avatar
            ORDER BY min(rank), username_key
            LIMIT 20
            """;

    static final String EVERYWHERE = PREFIXED_AND_INSIDE.formatted(PREFIXED, INSIDE_BY_INDEX, UserRows.COLUMNS);
    static final String EVERYWHERE_AMONG_NEWEST =
            PREFIXED_AND_INSIDE.formatted(PREFIXED, INSIDE_NEWEST, UserRows.COLUMNS);

    static final String BY_PREFIX = """
            SELECT %s
            FROM (
            %s) found
            GROUP BY id, username, username_key, first_name, last_name, avatar
            ORDER BY min(rank), username_key
            LIMIT 20
            """.formatted(UserRows.COLUMNS, PREFIXED);

    private final JdbcClient database;
    private volatile boolean running;
    private volatile boolean findsInside;

    UserSearch(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void start() {
        findsInside = database.sql("""
                        SELECT EXISTS (
                            SELECT FROM pg_index WHERE indexrelid = to_regclass('users_search') AND indisvalid
                        )
                        """).query(Boolean.class).single();
        if (!findsInside) {
            LOG.warn("The search for people finds only how names begin: the index users_search is missing, since the"
                    + " extension pg_trgm could not be created. docs/decisions/071 says how to add both.");
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the server takes requests. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    /**
     * At most twenty and never the caller: whose username it is, then whose names begin with it, then the others; for less
     * than two characters the newest.
     *
     * @param text trimmed
     */
    List<FoundUser> find(String text, long callerId) {
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            return database.sql(NEWEST)
                    .param("caller", callerId)
                    .query(FoundUser::of)
                    .list();
        }
        if (length < INSIDE_FROM || !findsInside) {
            return byPrefix(BY_PREFIX, text, callerId).query(FoundUser::of).list();
        }
        String sql = INDEXED.matcher(text).find() ? EVERYWHERE : EVERYWHERE_AMONG_NEWEST;
        return byPrefix(sql, text, callerId)
                .param("pattern", "%" + literal(text) + "%")
                .query(FoundUser::of)
                .list();
    }

    /** The text as a pattern that means nothing but itself. */
    private static String literal(String text) {
        return text.replaceAll("[\\\\%_]", "\\\\$0");
    }

    private JdbcClient.StatementSpec byPrefix(String sql, String text, long callerId) {
        return database.sql(sql)
                .param("text", text)
                .param("key", text.toLowerCase(Locale.ROOT))
                .param("end", END)
                .param("caller", callerId);
    }
}
