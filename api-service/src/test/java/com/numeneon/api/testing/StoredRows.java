package com.numeneon.api.testing;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells which rows a service's transactions have written and committed: triggers on every table note them, so that neither
 * a rolled back change nor a statement that changed nothing counts. The relay's deletes from the outbox are not noted, as
 * they belong to no request. Needs a database of the test's own.
 */
public final class StoredRows {

    private final JdbcClient database;
    private long seen;

    private StoredRows(JdbcClient database) {
        this.database = database;
    }

    public static StoredRows watch(JdbcClient database) {
        database.sql("""
                        CREATE TABLE stored_rows (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, change text);
                        CREATE FUNCTION note_stored_row() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            INSERT INTO stored_rows (change) VALUES (tg_op || ' ' || tg_table_name);
                            RETURN NULL;
                        END $$;
                        DO $$
                        DECLARE
                            watched text;
                        BEGIN
                            FOR watched IN
                                SELECT tablename FROM pg_tables
                                WHERE schemaname = 'public'
                                    AND tablename NOT IN ('flyway_schema_history', 'stored_rows', 'outbox_parked', 'invariant_checks')
                            LOOP
                                EXECUTE format(
                                    'CREATE TRIGGER note_stored_row AFTER INSERT OR UPDATE %s ON %I'
                                        ' FOR EACH ROW EXECUTE FUNCTION note_stored_row()',
                                    CASE watched WHEN 'outbox' THEN '' ELSE 'OR DELETE' END, watched);
                            END LOOP;
                        END $$;
                        """).update();
        return new StoredRows(database);
    }

    /** The changes that were committed since the last call, such as {@code INSERT posts}. */
    public List<String> sinceLastAsked() {
        List<Stored> stored = database.sql("SELECT id, change FROM stored_rows WHERE id > :seen ORDER BY id")
                .param("seen", seen)
                .query(Stored.class)
                .list();
        if (!stored.isEmpty()) {
            seen = stored.getLast().id();
        }
        return stored.stream().map(Stored::change).toList();
    }

    record Stored(long id, String change) {}
}
