package com.numeneon.api.testing;

import com.numeneon.contracts.json.ContractJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** How Postgres ran a query, as {@code EXPLAIN ANALYZE} tells it. */
public final class QueryPlan {

    private final JsonNode root;

    private QueryPlan(JsonNode root) {
        this.root = root;
    }

    /** Runs the query. */
    public static QueryPlan of(JdbcClient database, String sql, Map<String, ?> parameters) {
        String json = Objects.requireNonNull(database.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)
                .params(parameters)
                .query(String.class)
                .single());
        return new QueryPlan(ContractJson.mapper().readTree(json).path(0).path("Plan"));
    }

    /** Tables that are read from one end to the other, and be it a plan that was not needed this time. */
    public Set<String> tablesReadWhole() {
        return nodes(root)
                .filter(node -> node.path("Node Type").asString().endsWith("Seq Scan"))
                .map(node -> node.path("Relation Name").asString())
                .collect(Collectors.toSet());
    }

    /** Indexes that were read, not merely planned for. */
    public List<String> indexesRead() {
        return nodes(root)
                .filter(node ->
                        node.has("Index Name") && node.path("Actual Loops").asLong() > 0)
                .map(node -> node.path("Index Name").asString())
                .toList();
    }

    /** How many rows of the table were looked at, those that were then thrown away with them. */
    public long rowsRead(String table) {
        return Math.round(nodes(root)
                .filter(node -> node.path("Relation Name").asString("").equals(table))
                .mapToDouble(node -> node.path("Actual Loops").asDouble()
                        * (node.path("Actual Rows").asDouble()
                                + node.path("Rows Removed by Filter").asDouble(0)
                                + node.path("Rows Removed by Index Recheck").asDouble(0)))
                .sum());
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.path("Plans").valueStream().flatMap(QueryPlan::nodes));
    }

    @Override
    public String toString() {
        return root.toPrettyString();
    }
}
