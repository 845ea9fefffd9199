package com.numeneon.standalone.launcher;

import com.numeneon.contracts.settings.InvalidSetting;
import com.numeneon.contracts.token.KeyFiles;
import com.numeneon.infra.FreePorts;
import com.numeneon.infra.LogTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The launcher's process: starts all parts, keeps them running, and ends them when it is ended. With the argument
 * {@code infra} it runs only PostgreSQL and Kafka.
 *
 * <p>Ends with status 1 and one sentence when it cannot run, and with status 1 and a part's last log lines when that
 * part cannot be kept running.
 */
public final class Launcher {

    private static final Duration PREDECESSOR_ENDS = Duration.ofSeconds(15);
    private static final int LAST_LINES = 20;

    private final LauncherSettings settings;
    private final Console console;
    private final RunFolder run;
    private final PartFactory factory;
    private final FreePorts ports = new FreePorts(new SecureRandom());

    private Launcher(LauncherSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.run = new RunFolder(settings.home().resolve("run"));
        this.factory = new PartFactory(settings.home().resolve("logs"), run, console);
    }

    public static void main(String[] arguments) throws InterruptedException, IOException {
        var console = new Console(System.out);
        try {
            var launcher = new Launcher(LauncherSettings.from(System.getenv()), console);
            System.exit(launcher.run(List.of(arguments).equals(List.of("infra"))));
        } catch (CannotRunException | InvalidSetting e) {
            console.text(String.valueOf(e.getMessage()));
            System.exit(1);
        }
    }

    /** Returns only when a part cannot be kept running. */
    private int run(boolean onlyInfrastructure) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        createHome();
        HomeLock lock = HomeLock.take(settings.home());
        new Predecessor(run, console).awaitEnd(PREDECESSOR_ENDS);

        var infrastructure = Infrastructure.of(settings, ports, factory);
        var layers = new ArrayList<List<Part>>();
        layers.add(infrastructure.parts());
        Optional<KeyFiles> keys = keys();
        if (!onlyInfrastructure) {
            layers.addAll(services(infrastructure, keys));
        }
        var supervisor = new Supervisor(layers, settings.drain().ended());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, lock), "stop"));
        supervisor.start();

        CompletableFuture<Void> announcement = supervisor
                .allReady()
                .thenRun(() -> console.text(
                        onlyInfrastructure
                                ? settingsOf(infrastructure, keys)
                                : urls(Duration.ofNanos(System.nanoTime() - begin))));
        Part lost = supervisor.givenUp().join();
        announcement.cancel(false);
        console.text("The last lines of %s:%n%s".formatted(lost.log(), LogTail.of(lost.log(), LAST_LINES)));
        return 1;
    }

    /** Empty when the environment brings them. */
    private Optional<KeyFiles> keys() throws IOException {
        return settings.ownKeys()
                ? Optional.empty()
                : Optional.of(KeyFiles.in(settings.home().resolve("keys")));
    }

    private List<List<Part>> services(Infrastructure infrastructure, Optional<KeyFiles> keys) throws IOException {
        requireFreePort();
        AppFolder app = AppFolder.ofThisProcess();
        app.removeOlder(settings.home().resolve("app"));
        return new Services(settings, infrastructure, keys, ports, factory).parts(app.path());
    }

    /** For its owner's eyes only: it holds keys and everybody's messages. */
    private void createHome() throws IOException {
        Path home = settings.home();
        if (!Files.isDirectory(home)) {
            Files.createDirectories(home.getParent());
            Files.createDirectory(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private void requireFreePort() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(settings.port()));
        } catch (IOException e) {
            throw new CannotRunException("Port %d is in use: choose another one, such as PORT=%d ./numeneon"
                    .formatted(settings.port(), settings.port() + 1));
        }
    }

    /** The home is free again only when nothing of ours is left on it. */
    private void stop(Supervisor supervisor, HomeLock lock) {
        console.text("Stopping");
        supervisor.stop();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console.text("Stopped");
    }

    /** Those of the servers, and the keys without which no service starts. */
    private String settingsOf(Infrastructure infrastructure, Optional<KeyFiles> keys) {
        String keySettings = keys.map(
                        pair -> """
                        JWT_PRIVATE_KEY=%s
                        JWT_PUBLIC_KEYS=%s
                        """.formatted(KeyFiles.setting(pair.privateKey()), KeyFiles.setting(pair.publicKeys())))
                .orElse("");
        return """

                DATABASE_URL=%s
                KAFKA_BOOTSTRAP_SERVERS=%s
                %s
                Data and logs: %s
                Ctrl-C stops both servers.""".formatted(
                        infrastructure.databaseUrl().get(),
                        infrastructure.kafkaBootstrapServers(),
                        keySettings,
                        settings.home());
    }

    private String urls(Duration time) {
        return """

                Serving after %s
                REST            http://localhost:%d/api/
                WebSocket       ws://localhost:%2$d/ws/notifications/?token=<access token>
                Data and logs   %s
                Ctrl-C stops everything.""".formatted(Console.seconds(time), settings.port(), settings.home());
    }
}
