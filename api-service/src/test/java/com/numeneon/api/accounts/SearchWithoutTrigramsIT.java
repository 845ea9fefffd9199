package com.numeneon.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.numeneon.api.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The service's role owns nothing but a schema, as with many providers: it may not create extensions. */
class SearchWithoutTrigramsIT {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final TestDatabase superuser = TestDatabase.empty();
    private final String role = "role_" + Long.toUnsignedString(System.nanoTime());

    @BeforeEach
    void prepare() {
        superuser
                .sql()
                .sql("CREATE ROLE %1$s LOGIN PASSWORD '%1$s'".formatted(role))
                .update();
        superuser.sql().sql("GRANT USAGE, CREATE ON SCHEMA public TO " + role).update();
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void clean() {
        logger().detachAppender(log);
        superuser.sql().sql("DROP OWNED BY " + role + " CASCADE").update();
        superuser.sql().sql("DROP ROLE " + role).update();
        superuser.close();
    }

    @Test
    void a_role_that_may_not_create_the_extension_searches_by_prefix_and_is_warned_once() {
        try (TestDatabase database = superuser.as(role).migrate()) {
            long anna = insert(database, "anna", "Ann", "Other");
            long joanna = insert(database, "joanna", "Jo", "Annason");
            insert(database, "hannah", "Hannah", "Nobody");

            UserSearch search = started(database);

            assertThat(ids(search.find("anna", 0))).containsExactly(anna, joanna);
            assertThat(ids(search.find("an", 0))).containsExactly(anna, joanna);
            assertThat(ids(search.find("nna", 0))).isEmpty();
            assertThat(ids(search.find("", 0))).hasSize(3);
            assertThat(log.list).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.WARN);
                assertThat(line.getFormattedMessage()).contains("pg_trgm", "users_search", "docs/decisions/071");
            });
        }
    }

    @Test
    void an_extension_that_somebody_else_created_in_another_schema_is_used() {
        superuser.sql().sql("CREATE SCHEMA \"Their extensions\"").update();
        superuser
                .sql()
                .sql("CREATE EXTENSION pg_trgm SCHEMA \"Their extensions\"")
                .update();
        superuser
                .sql()
                .sql("GRANT USAGE ON SCHEMA \"Their extensions\" TO " + role)
                .update();

        assertThat(findsInside()).isTrue();
    }

    @Test
    void an_extension_in_a_schema_that_the_role_may_not_use_is_done_without() {
        superuser.sql().sql("CREATE SCHEMA closed").update();
        superuser.sql().sql("CREATE EXTENSION pg_trgm SCHEMA closed").update();

        assertThat(findsInside()).isFalse();
    }

    private boolean findsInside() {
        try (TestDatabase database = superuser.as(role).migrate()) {
            insert(database, "hannah", "", "");
            return !started(database).find("nna", 0).isEmpty();
        }
    }

    private static UserSearch started(TestDatabase database) {
        UserSearch search = new UserSearch(database.sql());
        search.start();
        return search;
    }

    private static long insert(TestDatabase database, String username, String firstName, String lastName) {
        return database.sql()
                .sql("""
                        INSERT INTO users (username, username_key, email, email_key, password_hash, first_name, last_name)
                        VALUES (:name, :name, :name, :name, 'none', :first, :last)
                        RETURNING id
                        """)
                .param("name", username)
                .param("first", firstName)
                .param("last", lastName)
                .query(Long.class)
                .single();
    }

    private static List<Long> ids(List<FoundUser> found) {
        return found.stream().map(it -> it.user().id()).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(UserSearch.class);
    }
}
