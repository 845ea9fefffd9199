package com.numeneon.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL on loopback with its data in a folder. The first preparation makes the data: a superuser with a random
 * password, kept beside the data for its owner's eyes only, and one database.
 */
public final class PostgresProgram implements Program {

    public static final String DATABASE = "numeneon";

    private static final String USER = "postgres";

    /** After INT the server rolls back what is open and writes a checkpoint; it is then gone in a blink. */
    private static final Signal FAST_SHUTDOWN = Signal.INT;

    private final Path home;
    private final int port;
    private final PostgresBinaries binaries;
    private final boolean durable;

    /**
     * @param home holds the data and the password
     * @param cache holds the unpacked programs; may be shared
     * @param durable false only for tests: a crash of the machine, not of the server, may then lose what was committed
     */
    public PostgresProgram(Path home, int port, Path cache, boolean durable) {
        this.home = home.toAbsolutePath();
        this.port = port;
        this.binaries = new PostgresBinaries(cache.toAbsolutePath());
        this.durable = durable;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.createDirectories(home);
        new PostmasterPid(data()).clearIfStale(Duration.ofSeconds(15));
        if (!Files.isDirectory(data())) {
            createData();
        }
    }

    @Override
    public List<String> command() throws IOException {
        var command = new ArrayList<>(List.of(program("postgres"), "-D", data().toString(), "-p", "" + port));
        var settings = List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "timezone=UTC",
                "log_timezone=UTC",
                "max_connections=400",
                "fsync=" + (durable ? "on" : "off"));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("LC_ALL", "C");
    }

    @Override
    public boolean isReady(long pid) {
        return new PostmasterPid(data()).saysReady(pid);
    }

    @Override
    public Signal endSignal() {
        return FAST_SHUTDOWN;
    }

    @Override
    public Signal orphanSignal() {
        return FAST_SHUTDOWN;
    }

    @Override
    public boolean refusesToRunAsRoot() {
        return true;
    }

    /** A {@code postgres://} URL with the password in it: not for logs. Known once the program was prepared. */
    public String databaseUrl(String database) {
        return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(user(), password(), port, database);
    }

    public int port() {
        return port;
    }

    public String user() {
        return USER;
    }

    /** Known once the program was prepared. */
    public String password() {
        try {
            return Files.readString(passwordFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the server's data has not been made yet", e);
        }
    }

    /** Makes the data in a folder aside and renames it when complete, so that a crash in between leaves nothing. */
    private void createData() throws IOException, InterruptedException {
        Path fresh = home.resolve("data.new");
        Trees.delete(fresh);
        writePassword();
        Tool.run(
                List.of(
                        program("initdb"),
                        "-D",
                        fresh.toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + passwordFile(),
                        "-E",
                        "UTF-8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"),
                environment(),
                refusesToRunAsRoot(),
                "");
        Tool.run(
                List.of(program("postgres"), "--single", "-D", fresh.toString(), "postgres"),
                environment(),
                refusesToRunAsRoot(),
                "CREATE DATABASE " + DATABASE + "\n");
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(
                passwordFile(),
                HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII),
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    private String program(String name) throws IOException {
        return binaries.unpacked().resolve("bin").resolve(name).toString();
    }

    private Path data() {
        return home.resolve("data");
    }

    private Path passwordFile() {
        return home.resolve("password");
    }
}
