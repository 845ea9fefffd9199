package com.numeneon.infra.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class SharedServersIT {

    @Test
    void each_new_database_is_empty_and_on_the_same_server() throws Exception {
        URI one = URI.create(TestPostgres.newDatabase());
        URI two = URI.create(TestPostgres.newDatabase());

        assertThat(one.getScheme()).isEqualTo("postgres");
        assertThat(one.getAuthority()).isEqualTo(two.getAuthority());
        assertThat(one.getPath()).isNotEqualTo(two.getPath());
        assertThat(answer(one, "create table mine as select 7; select to_regclass('mine') is null"))
                .isFalse();
        assertThat(answer(two, "select to_regclass('mine') is null")).isTrue();
    }

    @Test
    void texts_are_ordered_by_code_point_wherever_the_server_runs() throws Exception {
        assertThat(answer(URI.create(TestPostgres.newDatabase()), "select 'B' < 'a'"))
                .isTrue();
    }

    @Test
    void there_is_one_broker() throws Exception {
        String servers = TestKafka.bootstrapServers();

        assertThat(TestKafka.bootstrapServers()).isSameAs(servers);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    private static boolean answer(URI url, String sql) throws SQLException {
        String[] user = url.getUserInfo().split(":", 2);
        String jdbc = "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath());
        try (var connection = DriverManager.getConnection(jdbc, user[0], user[1]);
                var statement = connection.createStatement()) {
            statement.execute(sql);
            while (statement.getUpdateCount() >= 0) {
                statement.getMoreResults();
            }
            var row = statement.getResultSet();
            row.next();
            return row.getBoolean(1);
        }
    }
}
