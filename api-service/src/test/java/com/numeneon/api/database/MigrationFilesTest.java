package com.numeneon.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old and new pods share the database during a roll, and a new version meets what the old ones made (decision 094). */
class MigrationFilesTest {

    /** As {@code sha256sum} writes it, in the order of the versions. A new migration is a new line; none is ever changed. */
    private static final Path FROZEN = Path.of("src/test/resources/migrations.sha256");

    /** Up to here the tables were made before there was a version to roll from. */
    private static final int FIRST_RELEASE = 11;

    /** Migrations that break a rule, each with the reason why a roll is safe all the same. */
    private static final Map<Integer, String> LISTED = Map.of();

    @Test
    void a_migration_is_never_edited() throws IOException {
        assertThat(Migration.all().stream()
                        .map(migration -> HexFormat.of()
                                        .formatHex(Sha256.of(migration.bytes()).bytes()) + "  "
                                + migration.file().getFileName()))
                .containsExactlyElementsOf(Files.readAllLines(FROZEN));
    }

    @Test
    void the_versions_have_no_gap() {
        List<Migration> all = Migration.all();

        assertThat(all.stream().map(Migration::version))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, all.size()).boxed().toList());
    }

    static Stream<Migration> rolled() {
        return Migration.all().stream().filter(migration -> migration.version() > FIRST_RELEASE);
    }

    @Test
    void the_previous_version_goes_on_working_on_the_migrated_tables() {
        assertThat(rolled().filter(migration -> !LISTED.containsKey(migration.version())))
                .allSatisfy(migration -> assertThat(RollRules.findings(migration.text()))
                        .as(migration.file().getFileName().toString())
                        .isEmpty());
    }

    @Test
    void what_is_listed_breaks_a_rule_indeed() {
        assertThat(LISTED.keySet())
                .allSatisfy(version -> assertThat(RollRules.findings(
                                Migration.all().get(version - 1).text()))
                        .isNotEmpty());
    }

    static Stream<Map.Entry<String, List<String>>> examples() {
        String timeout = "SET LOCAL lock_timeout = '3s';";
        return Stream.of(
                Map.entry("CREATE TABLE t (id bigint NOT NULL); CREATE UNIQUE INDEX i ON t (id);", List.of()),
                Map.entry(timeout + "ALTER TABLE users ADD COLUMN a text, ADD b int NOT NULL DEFAULT 0;", List.of()),
                Map.entry(timeout + "CREATE INDEX IF NOT EXISTS i ON users (id);", List.of()),
                Map.entry("COMMENT ON COLUMN users.bio IS 'DROP it; RENAME it';-- DROP TABLE users;", List.of()),
                Map.entry("DROP TABLE likes;", List.of("takes away what the old version uses: DROP")),
                Map.entry(
                        timeout + "ALTER TABLE users RENAME bio TO about;",
                        List.of("takes away what the old version uses: RENAME")),
                Map.entry(
                        timeout + "ALTER TABLE users ALTER COLUMN bio TYPE varchar(9);",
                        List.of("makes a column another one: ALTER COLUMN BIO TYPE")),
                Map.entry(
                        timeout + "ALTER TABLE users ALTER avatar SET NOT NULL;",
                        List.of("makes a column another one: SET NOT NULL")),
                Map.entry(
                        timeout
                                + "ALTER TABLE users\n  ADD COLUMN a numeric(3, 1) DEFAULT 0,\n  ADD COLUMN b text NOT NULL;",
                        List.of("a column of users that the old version leaves out: NOT NULL without DEFAULT")),
                Map.entry(
                        timeout + "ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0);",
                        List.of("refuses on users what the old version may write: ADD CONSTRAINT")),
                Map.entry(
                        timeout + "CREATE UNIQUE INDEX IF NOT EXISTS i ON users (bio);",
                        List.of("refuses on users what the old version may write: UNIQUE")),
                Map.entry(
                        timeout + "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (bio);",
                        List.of("CONCURRENTLY waits for the migration's own lock for ever")),
                Map.entry(
                        "CREATE INDEX i ON sessions (expires_at);",
                        List.of(
                                "an index on sessions that cannot be made beforehand: IF NOT EXISTS is missing",
                                "everybody waits behind a lock on sessions that is waited for:"
                                        + " SET LOCAL lock_timeout is missing")),
                Map.entry("UPDATE users SET bio = '';", List.of("writes rows of users under locks")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_rule_finds_what_it_is_about_and_nothing_else(Map.Entry<String, List<String>> example) {
        assertThat(RollRules.findings(example.getKey())).isEqualTo(example.getValue());
    }

    @Test
    void of_before_the_first_release_those_that_change_tables_in_use_are_found() {
        assertThat(Migration.all().stream()
                        .filter(migration ->
                                !RollRules.findings(migration.text()).isEmpty())
                        .map(Migration::version))
                .containsExactly(6, 7, 10);
    }
}
