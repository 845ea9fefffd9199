package com.numeneon.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.eclipse.jetty.http.HttpException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class ProblemsTest {

    @Test
    void a_database_that_cannot_be_reached_is_not_the_callers_fault_nor_for_ever() {
        Problems.Answer answer = Problems.expected(
                        new CannotGetJdbcConnectionException("no connection", new SQLException("secret")))
                .orElseThrow();

        assertThat(answer.problem().status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(answer.problem().toString()).doesNotContain("secret");
    }

    @Test
    void a_transaction_that_lost_every_attempt_may_be_sent_again() {
        Problems.Answer answer =
                Problems.expected(new CannotAcquireLockException("deadlock")).orElseThrow();

        assertThat(answer.problem().status()).isEqualTo(503);
    }

    @Test
    void what_the_container_refuses_while_we_read_keeps_its_status() {
        Problems.Answer answer = Problems.expected(new HttpException.RuntimeException(400, "bad chunk"))
                .orElseThrow();

        assertThat(answer.problem().status()).isEqualTo(400);
    }

    @Test
    void what_nobody_expected_is_none_of_these() {
        assertThat(Problems.expected(new IllegalStateException("a bug"))).isEmpty();
    }
}
