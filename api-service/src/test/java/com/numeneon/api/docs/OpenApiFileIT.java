package com.numeneon.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OpenApiFileIT {

    private static final Path FILE = Path.of("../contracts/openapi.yaml");
    private static final String COMMAND = "mvn verify -pl api-service -am -Dopenapi.write=true -Dtest=none"
            + " -Dit.test=OpenApiFileIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false";

    private static ObjectNode described;

    @BeforeAll
    static void describe() {
        described = ApiDescription.generate();
    }

    @Test
    void the_file_in_contracts_is_what_the_code_says() throws IOException {
        String yaml = ApiDescription.yaml(described);

        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(FILE, yaml);
        }

        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("contracts/openapi.yaml; rewrite it by: " + COMMAND)
                .isEqualTo(yaml);
    }

    @Test
    void every_operation_says_what_it_is_for() {
        described
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> assertThat(operation.getValue().propertyNames())
                                .as(operation.getKey() + " " + path.getKey() + " in api-service/src/openapi")
                                .contains("operationId", "tags", "summary", "description")));
    }

    @Test
    void an_operation_has_a_body_exactly_when_its_method_reads_one() {
        described
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> assertThat(operation.getValue().has("requestBody"))
                                .as(operation.getKey() + " " + path.getKey() + " in api-service/src/openapi")
                                .isEqualTo(
                                        operation.getValue().path("responses").has("415"))));
    }

    @Test
    void operation_ids_are_unique() {
        assertThat(described
                        .path("paths")
                        .valueStream()
                        .flatMap(JsonNode::valueStream)
                        .map(operation -> operation.path("operationId").asString()))
                .doesNotHaveDuplicates();
    }
}
