package com.numeneon.api.statements;

import com.numeneon.api.testing.SentStatements.Sent;
import com.numeneon.contracts.json.ContractJson;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How Postgres executed a statement, by its own account. */
record Plan(JsonNode root) {

    private static final String BEGIN = "plan:";

    /** One access to a table or an index. */
    record Scan(String kind, String table, String index, double rows) {}

    /** The plans of those statements that ran outside of a transaction, as reads do. */
    static List<Plan> of(List<Sent> statements) {
        return statements.stream()
                .flatMap(statement -> statement.notices().stream())
                .filter(notice -> notice.contains(BEGIN))
                .map(notice -> new Plan(ContractJson.mapper()
                        .readTree(notice.substring(notice.indexOf(BEGIN) + BEGIN.length()))
                        .path("Plan")))
                .toList();
    }

    List<Scan> scans() {
        return nodes(root)
                .filter(node -> node.has("Relation Name"))
                .map(node -> new Scan(
                        node.path("Node Type").asString(),
                        node.path("Relation Name").asString(),
                        node.path("Index Name").asString(),
                        rowsRead(node)))
                .toList();
    }

    /** Shared buffers that were looked at, in memory or not; the root's number has those of all nodes below. */
    long buffers() {
        return root.path("Shared Hit Blocks").asLong()
                + root.path("Shared Read Blocks").asLong();
    }

    private static double rowsRead(JsonNode scan) {
        double each = scan.path("Actual Rows").asDouble()
                + scan.path("Rows Removed by Filter").asDouble()
                + scan.path("Rows Removed by Index Recheck").asDouble();
        return each * scan.path("Actual Loops").asDouble();
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.path("Plans").valueStream().flatMap(Plan::nodes));
    }
}
