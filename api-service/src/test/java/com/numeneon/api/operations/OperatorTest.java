package com.numeneon.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorTest {

    @Test
    void a_name_cannot_write_lines_or_fields_of_its_own() {
        assertThat(Operator.of("127.0.0.1", "carol\noperator=root ").name()).isEqualTo("carol?operator?root?");
        assertThat(Operator.of("127.0.0.1", "x".repeat(100)).name()).hasSize(64);
        assertThat(Operator.of("127.0.0.1", null).name()).isEqualTo("unnamed");
        assertThat(Operator.of("127.0.0.1", "").name()).isEqualTo("unnamed");
    }

    @Test
    void a_text_cannot_end_its_line_or_its_quotes() {
        assertThat(Audit.plain("gone \"for good\"\nreason=none\u001b[2J"))
                .isEqualTo("\"gone ?for good??reason=none?[2J\"");
    }
}
