package com.numeneon.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file below {@code k8s}, as it stands there. */
class ManifestsTest {

    private static List<Manifest> all() throws IOException {
        return Manifest.ofFiles();
    }

    private static Stream<Manifest> pods() throws IOException {
        return all().stream().filter(Manifest::runsPods);
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_is_what_kubernetes_takes(Manifest manifest) {
        assertThatCode(() -> KubernetesModels.check(manifest.object())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void each_pod_has_limits_probes_no_rights_and_time_to_leave(Manifest manifest) {
        PodRules.check(manifest);
    }

    @Test
    void every_variable_of_the_services_is_a_setting_that_the_readme_lists() throws IOException {
        for (String service : List.of("api", "notification")) {
            Set<String> known = SettingsTable.of(service);
            assertThat(known).contains("KAFKA_BOOTSTRAP_SERVERS");
            List<Manifest> deployments = pods().filter(
                            manifest -> manifest.name().equals(service + "-service"))
                    .toList();
            assertThat(deployments).hasSize(1);
            deployments.forEach(manifest -> manifest.containers()
                    .forEach(container -> assertThat(known)
                            .containsAll(PodRules.environment(container).keySet())));
        }
    }

    /** Both services get what the overlays generate, so each of it is either's. */
    @Test
    void every_generated_setting_is_one_that_the_readme_lists() throws IOException {
        for (Path overlay : Checkout.overlays()) {
            Node kustomization = Checkout.documents(Files.readString(overlay.resolve("kustomization.yaml")))
                    .getFirst();
            List<String> names = kustomization
                    .at("configMapGenerator")
                    .items()
                    .flatMap(generator -> generator.at("literals").items())
                    .map(literal -> literal.text().replaceFirst("=.*", ""))
                    .toList();

            assertThat(names).contains("KAFKA_BOOTSTRAP_SERVERS");
            assertThat(SettingsTable.of("api")).containsAll(names);
            assertThat(SettingsTable.of("notification")).containsAll(names);
        }
    }

    @Test
    void no_secret_is_in_a_file() throws IOException {
        assertThat(all()).extracting(Manifest::kind).contains("Deployment").doesNotContain("Secret");
    }

    @Test
    void the_autoscaler_asks_for_what_the_adapter_answers() throws IOException {
        String metric = named("HorizontalPodAutoscaler")
                .object()
                .at("spec", "metrics")
                .items()
                .map(entry -> entry.at("pods", "metric", "name").text())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(named("ConfigMap").object().at("data", "config.yaml").text()).contains("as: " + metric);
    }

    @Test
    void pods_find_each_other_also_while_they_are_not_ready() throws IOException {
        Node service = all().stream()
                .filter(manifest -> manifest.name().equals("notification-service-peers"))
                .findFirst()
                .orElseThrow()
                .object();

        assertThat(service.at("spec", "publishNotReadyAddresses").is(true)).isTrue();
        assertThat(service.at("spec", "clusterIP").text()).isEqualTo("None");
    }

    private static Manifest named(String kind) throws IOException {
        return all().stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
