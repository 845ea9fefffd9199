package com.numeneon.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.settings.DrainTimes;
import com.numeneon.contracts.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ComposeTest {

    private static final Set<String> RUN_ONCE = Set.of("keys");
    private static final Set<String> HEALTH_FROM_IMAGE = Set.of("api-service", "notification-service");
    private static final Set<String> SECRETS = Set.of("PASSWORD", "PRIVATE", "TOKEN", "DATABASE_URL", "HEADERS");
    private static final Pattern FROM_ENV_FILE = Pattern.compile("\\$\\{[A-Z_]+:-(file:[a-z/.]+)?}");
    private static final Pattern PATH = Pattern.compile("/[a-z/.]+");

    private static Node services = new Node(null);

    @BeforeAll
    static void read() throws IOException {
        services = Checkout.documents(Checkout.text("docker-compose.yml"))
                .getFirst()
                .at("services");
        assertThat(services.keys()).contains("gateway", "api-service", "notification-service", "postgres", "kafka");
    }

    @Test
    void every_service_is_limited_watched_and_started_again() {
        services.keys().forEach(name -> {
            Node service = services.at(name);
            assertThat(service.at("deploy", "resources", "limits").keys())
                    .as(name)
                    .contains("memory", "pids");
            assertThat(service.at("logging", "options").keys()).as(name).contains("max-size");
            assertThat(service.at("security_opt").text()).as(name).contains("no-new-privileges:true");
            if (!RUN_ONCE.contains(name)) {
                assertThat(service.at("restart").text()).as(name).isEqualTo("unless-stopped");
                assertThat(service.at("healthcheck", "test").isPresent())
                        .as(name)
                        .isNotEqualTo(HEALTH_FROM_IMAGE.contains(name));
            }
        });
    }

    @Test
    void a_service_can_be_scaled_and_only_the_gateway_is_seen_from_outside() {
        services.keys().forEach(name -> {
            assertThat(services.at(name, "container_name").isPresent()).as(name).isFalse();
            if (!name.equals("gateway")) {
                assertThat(services.at(name, "ports").items().map(Node::text))
                        .as(name)
                        .allMatch(port -> port.startsWith("127.0.0.1:"));
            }
        });
    }

    @Test
    void every_variable_of_the_services_is_a_setting_that_the_readme_lists() throws IOException {
        for (String service : List.of("api", "notification")) {
            assertThat(SettingsTable.of(service))
                    .containsAll(services.at(service + "-service", "environment")
                            .keys()
                            .toList());
        }
    }

    @Test
    void a_pod_is_not_killed_before_its_sockets_are_gone() {
        Node pod = services.at("notification-service");
        Duration leaving = DrainTimes.of(
                        new Settings(name -> pod.at("environment", name).text()))
                .ended();

        assertThat(seconds(pod.at("stop_grace_period"))).isGreaterThan(leaving);
    }

    @Test
    void no_secret_is_in_the_file() {
        Set<String> values = services.keys()
                .map(name -> services.at(name, "environment"))
                .flatMap(environment -> environment
                        .keys()
                        .filter(variable -> SECRETS.stream().anyMatch(variable::contains))
                        .map(variable -> environment.at(variable).text()))
                .collect(Collectors.toSet());

        assertThat(values)
                .isNotEmpty()
                .allMatch(value -> FROM_ENV_FILE.matcher(value).matches()
                        || PATH.matcher(value).matches());
    }

    @Test
    void every_variable_of_the_file_stands_in_the_example() throws IOException {
        String example = Checkout.text(".env.example");
        Set<String> used = Pattern.compile("\\$\\{([A-Z_]+)")
                .matcher(Checkout.text("docker-compose.yml"))
                .results()
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());

        assertThat(used).contains("GATEWAY_PORT").allMatch(variable -> example.contains("# " + variable + "="));
    }

    /** A cache that does not fit is ignored in silence. */
    @Test
    void an_image_starts_as_the_run_did_that_filled_its_cache() throws IOException {
        for (String service : List.of("api-service", "notification-service")) {
            String dockerfile = Checkout.text(service + "/Dockerfile");

            assertThat(dockerfile)
                    .contains("java @jvm.options -XX:AOTCacheOutput=app.aot")
                    .contains("ENTRYPOINT [\"java\", \"@jvm.options\", \"-XX:AOTCache=app.aot\", \"-jar\", \"" + service
                            + ".jar\"]")
                    .contains("USER 10001:10001");
        }
    }

    /** Readable ones are for whoever sits before them. */
    @Test
    void a_container_logs_json() throws IOException {
        String setting = "LOGGING_STRUCTURED_FORMAT_CONSOLE";
        for (String service : List.of("api", "notification")) {
            assertThat(Checkout.text(service + "-service/Dockerfile")).contains("ENV " + setting + "=ecs ");
            assertThat(SettingsTable.of(service)).contains(setting);
        }
    }

    @Test
    void programs_that_are_named_there_exist() throws IOException {
        String files = Checkout.text("docker-compose.yml")
                + Checkout.text("api-service/Dockerfile")
                + Checkout.text("notification-service/Dockerfile");
        Set<String> programs = Pattern.compile("com\\.numeneon(\\.[a-z]+)+\\.[A-Z]\\w+")
                .matcher(files)
                .results()
                .map(name -> name.group().replace('.', '/') + ".java")
                .collect(Collectors.toSet());

        assertThat(programs).hasSize(3);
        assertThat(programs)
                .allMatch(source -> Stream.of("contracts", "api-service")
                        .anyMatch(module -> Checkout.file(module + "/src/main/java/" + source)
                                .toFile()
                                .isFile()));
    }

    private static Duration seconds(Node text) {
        assertThat(text.text()).matches("\\d+s");
        return Duration.ofSeconds(Long.parseLong(text.text().replace("s", "")));
    }
}
