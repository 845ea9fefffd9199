package com.numeneon.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import com.numeneon.infra.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a migration makes of the rows that were there before it. */
class MigrationsIT {

    private final String url = TestPostgres.newDatabase();
    private final DataSource source = source(DatabaseUrl.parse(url));
    private final JdbcClient database = JdbcClient.create(source);

    @Test
    void replies_of_before_there_were_threads_get_their_root_and_are_counted() {
        migrate("5");
        database.sql("""
                        INSERT INTO users (username, username_key, email, email_key, password_hash)
                        VALUES ('alice', 'alice', 'a@x.example', 'a@x.example', '');
                        INSERT INTO posts (author_id, parent_id, content, type, created_at, updated_at)
                        VALUES (1, NULL, 'root', 'thoughts', now(), now()),
                            (1, NULL, 'alone', 'thoughts', now(), now()),
                            (1, 1, 'first', 'thoughts', now(), now()),
                            (1, 3, 'beneath', 'thoughts', now(), now()),
                            (1, 1, 'second', 'thoughts', now(), now());
                        """).update();

        migrate("6");

        List<Map<String, Object>> posts = database.sql(
                        "SELECT content, coalesce(root_id, 0) AS root, comment_count AS replies FROM posts ORDER BY id")
                .query()
                .listOfRows();
        assertThat(posts)
                .containsExactly(
                        Map.of("content", "root", "root", 0L, "replies", 2),
                        Map.of("content", "alone", "root", 0L, "replies", 0),
                        Map.of("content", "first", "root", 1L, "replies", 1),
                        Map.of("content", "beneath", "root", 1L, "replies", 0),
                        Map.of("content", "second", "root", 1L, "replies", 0));
    }

    /** In a roll a pod of the version before may start again, and a rollback starts all of them. */
    @Test
    void a_version_starts_and_works_on_the_tables_of_a_newer_one(@TempDir Path newer) throws IOException {
        Files.writeString(newer.resolve("V9999__of_a_newer_version.sql"), """
                SET LOCAL lock_timeout = '3s';
                ALTER TABLE users ADD COLUMN nickname text, ADD COLUMN badges integer NOT NULL DEFAULT 0;
                CREATE INDEX IF NOT EXISTS users_nickname ON users (nickname);
                """);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration", "filesystem:" + newer)
                .load()
                .migrate();

        try (ApiService service = ApiService.start(Map.of("DATABASE_URL", url))) {
            TestUser user = TestUser.signUp(service);

            assertThat(user.client().get("/api/auth/me/").status()).isEqualTo(200);
        }
    }

    private void migrate(String version) {
        Flyway.configure().dataSource(source).target(version).load().migrate();
    }

    private static DataSource source(DatabaseUrl url) {
        return new DriverManagerDataSource(
                url.jdbcUrl(), url.user().orElse(""), url.password().orElse(""));
    }
}
