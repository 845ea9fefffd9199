package com.numeneon.standalone.launcher;

import com.numeneon.contracts.token.KeyFiles;
import com.numeneon.infra.FreePorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The pods of both services and the front door. Inner ports are picked once, here, so that a part that is started again
 * is where the others expect it.
 */
final class Services {

    /** Each of them is shown only to a service that uses it. */
    static final Set<String> SECRETS = Set.of("DATABASE_URL", "JWT_PRIVATE_KEY", "OPERATOR_TOKEN");

    private static final Set<String> NOT_FOR_NOTIFICATION = Set.of("DATABASE_URL", "JWT_PRIVATE_KEY");

    /**
     * Small heaps, since everything shares one machine, but the full compiler and the default collector: these JVMs live
     * long and serve requests, and what the quick-start options save at the start they cost at every request. Those of
     * the images' {@code jvm.options}, but for the size.
     */
    private static final List<String> SERVICE_JVM = List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:-G1UseAdaptiveIHOP",
            "-XX:InitiatingHeapOccupancyPercent=65",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError");

    private final LauncherSettings settings;
    private final Infrastructure infrastructure;
    private final Optional<KeyFiles> keys;
    private final FreePorts ports;
    private final PartFactory factory;

    /** @param keys empty when the environment brings its own */
    Services(
            LauncherSettings settings,
            Infrastructure infrastructure,
            Optional<KeyFiles> keys,
            FreePorts ports,
            PartFactory factory) {
        this.settings = settings;
        this.infrastructure = infrastructure;
        this.keys = keys;
        this.ports = ports;
        this.factory = factory;
    }

    /**
     * In layers, stopped in the reverse order: sockets are told to go while the front door still passes that on, and
     * requests are answered until nobody can send one.
     *
     * @param app holds the services' jars
     */
    List<List<Part>> parts(Path app) {
        List<ServicePod> api =
                pods("api", pick(settings.apiPods()), app.resolve("api-service.jar"), this::apiEnvironment, Set.of());
        List<PodPorts> notificationPorts = pick(settings.notificationPods());
        List<ServicePod> notification = pods(
                "notification",
                notificationPorts,
                app.resolve("notification-service.jar"),
                () -> notificationEnvironment(notificationPorts),
                NOT_FOR_NOTIFICATION);

        List<Part> apiParts = api.stream()
                .map(pod -> part(pod, infrastructure::isPostgresReady))
                .toList();
        List<Part> notificationParts = notification.stream()
                .map(pod -> part(pod, infrastructure::isKafkaReady))
                .toList();
        var frontDoor = new FrontDoorProgram(settings.port(), targets(api), targets(notification), SECRETS);
        // Only the first time: later, a pod that is down is for the front door to deal with, not a reason to be closed.
        BooleanSupplier opened = () ->
                Stream.concat(apiParts.stream(), notificationParts.stream()).allMatch(Part::hasBeenReady);
        return List.of(
                apiParts, List.of(factory.part(frontDoor, Map.of("http", settings.port()), opened)), notificationParts);
    }

    private record PodPorts(int http, int management) {}

    private List<PodPorts> pick(int pods) {
        return IntStream.range(0, pods)
                .mapToObj(pod -> new PodPorts(ports.pick(), ports.pick()))
                .toList();
    }

    /** Named by their numbers, from 1 on. */
    private static List<ServicePod> pods(
            String name,
            List<PodPorts> ports,
            Path jar,
            Supplier<Map<String, String>> environment,
            Set<String> withheld) {
        var bootJar = new BootJar(jar);
        return IntStream.range(0, ports.size())
                .mapToObj(pod -> new ServicePod(
                        name + "-" + (pod + 1),
                        bootJar,
                        SERVICE_JVM,
                        ports.get(pod).http(),
                        ports.get(pod).management(),
                        environment,
                        withheld))
                .toList();
    }

    private Part part(ServicePod pod, BooleanSupplier need) {
        return factory.part(pod, Map.of("http", pod.port(), "management", pod.managementPort()), need);
    }

    private Map<String, String> apiEnvironment() {
        Map<String, String> environment = new HashMap<>(commonEnvironment());
        environment.put("DATABASE_URL", infrastructure.databaseUrl().get());
        keys.ifPresent(pair -> environment.put("JWT_PRIVATE_KEY", KeyFiles.setting(pair.privateKey())));
        return environment;
    }

    private Map<String, String> notificationEnvironment(List<PodPorts> all) {
        Map<String, String> environment = new HashMap<>(commonEnvironment());
        environment.put(
                "NOTIFICATION_PEERS",
                all.stream().map(pod -> "127.0.0.1:" + pod.management()).collect(Collectors.joining(",")));
        return environment;
    }

    private Map<String, String> commonEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", infrastructure.kafkaBootstrapServers());
        keys.ifPresent(pair -> environment.put("JWT_PUBLIC_KEYS", KeyFiles.setting(pair.publicKeys())));
        return environment;
    }

    private static String targets(List<ServicePod> pods) {
        return pods.stream().map(ServicePod::target).collect(Collectors.joining(","));
    }
}
