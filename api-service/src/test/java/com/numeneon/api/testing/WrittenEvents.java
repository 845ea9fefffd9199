package com.numeneon.api.testing;

import com.numeneon.contracts.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The events that the shared service committed to its outbox since this was made, in the order of their ids. A trigger
 * keeps a copy of each row, as the relay takes them away within milliseconds.
 */
public final class WrittenEvents {

    private static final JdbcClient DATABASE = ApiService.shared().part(JdbcClient.class);

    static {
        DATABASE.sql("""
                        CREATE TABLE written_events (id bigint PRIMARY KEY, topic text, key text, type text, body bytea);
                        CREATE FUNCTION remember_event() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            INSERT INTO written_events
                            VALUES (new.id, new.topic, new.key, new.headers ->> 'ce_type', new.payload);
                            RETURN NULL;
                        END $$;
                        CREATE TRIGGER remember_event AFTER INSERT ON outbox
                            FOR EACH ROW EXECUTE FUNCTION remember_event();
                        """).update();
    }

    private final long after;

    private WrittenEvents(long after) {
        this.after = after;
    }

    public static WrittenEvents fromNow() {
        return new WrittenEvents(DATABASE.sql("SELECT coalesce(max(id), 0) FROM written_events")
                .query(Long.class)
                .single());
    }

    public List<Written> all() {
        return DATABASE.sql("SELECT topic, key, type, body FROM written_events WHERE id > :after ORDER BY id")
                .param("after", after)
                .query((row, number) -> new Written(
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("type"),
                        ContractJson.mapper().readTree(new String(row.getBytes("body"), StandardCharsets.UTF_8))))
                .list();
    }

    /** The one event that was written; fails when there was none or another one. */
    public Written only() {
        List<Written> all = all();
        if (all.size() != 1) {
            throw new AssertionError("one event expected, but there are: " + all);
        }
        return all.getFirst();
    }

    /** One row of the outbox. */
    public record Written(String topic, String key, String type, JsonNode body) {

        /** The users whom it concerns. */
        public List<Long> audience() {
            return body.path("audience").valueStream().map(JsonNode::asLong).toList();
        }
    }
}
