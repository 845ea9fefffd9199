package com.numeneon.infra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    private static final FreePorts PORTS = new FreePorts(new SecureRandom());

    @TempDir
    private static Path cache;

    @TempDir
    private Path home;

    private final List<PostgresServer> servers = new ArrayList<>();

    @AfterEach
    void stopServers() throws InterruptedException {
        for (PostgresServer server : servers) {
            server.stop();
        }
    }

    @Test
    void a_stopped_server_keeps_its_data_for_the_next_start_on_another_port() throws Exception {
        var first = start(home);
        execute(first, "create table kept(id int)", "insert into kept values (7)");
        first.stop();

        var second = start(home);

        assertThat(query(second, "select id from kept")).isEqualTo("7");
        assertThat(query(second, "show fsync")).isEqualTo("on");
    }

    @Test
    void a_killed_server_keeps_what_was_committed() throws Exception {
        var first = start(home);
        execute(first, "create table kept(id int)", "insert into kept values (7)");
        first.kill();

        var second = start(home);

        assertThat(query(second, "select id from kept")).isEqualTo("7");
    }

    @Test
    void a_pid_file_that_names_an_innocent_process_does_not_hurt() throws Exception {
        start(home).stop();
        Process innocent = new ProcessBuilder("sleep", "60").start();
        Files.writeString(home.resolve("data/postmaster.pid"), innocent.pid() + "\n" + home.resolve("data") + "\n");

        var server = start(home);

        assertThat(query(server, "select 1")).isEqualTo("1");
        assertThat(innocent.isAlive()).isTrue();
        innocent.destroy();
    }

    @Test
    void two_homes_run_side_by_side(@TempDir Path other) throws Exception {
        var one = start(home);
        var two = start(other);
        execute(one, "create table mine(id int)");

        assertThat(query(one, "select to_regclass('mine')")).isEqualTo("mine");
        assertThat(query(two, "select to_regclass('mine')")).isNull();
    }

    @Test
    void a_second_server_on_the_same_data_waits_until_the_first_has_ended() throws Exception {
        var first = start(home);
        Thread ending = Thread.ofPlatform().start(() -> {
            await("second start has looked at the first")
                    .pollDelay(300, java.util.concurrent.TimeUnit.MILLISECONDS)
                    .until(() -> true);
            stop(first);
        });

        var second = start(home);

        assertThat(query(second, "select 1")).isEqualTo("1");
        ending.join();
    }

    @Test
    void nobody_gets_in_without_the_password() throws Exception {
        URI url = URI.create(start(home).databaseUrl(PostgresProgram.DATABASE));

        assertThatThrownBy(() -> DriverManager.getConnection(jdbc(url), "postgres", "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(Files.getPosixFilePermissions(home.resolve("password")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void a_server_ends_with_the_jvm_that_started_it_even_when_that_is_killed() throws Exception {
        var jvm = OtherJvm.running(PostgresServerIT.class, home.toString(), cache.toString());
        long server = Long.parseLong(jvm.firstLine());
        assertThat(ProcessHandle.of(server)).isPresent();

        jvm.kill();

        await("server " + server + " is gone")
                .atMost(5, SECONDS)
                .until(() ->
                        ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** The JVM to be killed: prints the server's process id and waits. */
    public static void main(String[] arguments) throws Exception {
        var program = new PostgresProgram(Path.of(arguments[0]), PORTS.pick(), Path.of(arguments[1]), true);
        var server = PostgresServer.start(program, Path.of(arguments[0], "log"));
        System.out.println(server.pid());
        Thread.currentThread().join();
    }

    private PostgresServer start(Path home) throws IOException, InterruptedException {
        var program = new PostgresProgram(home, PORTS.pick(), cache, true);
        var server = PostgresServer.start(program, home.resolve("postgres.log"));
        servers.add(server);
        return server;
    }

    private static void stop(PostgresServer server) {
        try {
            server.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(PostgresServer server, String... statements) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        URI url = URI.create(server.databaseUrl(PostgresProgram.DATABASE));
        String[] user = url.getUserInfo().split(":", 2);
        return DriverManager.getConnection(jdbc(url), user[0], user[1]);
    }

    private static String jdbc(URI url) {
        return "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath());
    }
}
