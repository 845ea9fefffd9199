package com.numeneon.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.contracts.settings.DrainTimes;
import com.numeneon.contracts.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What we want of every pod, beyond what Kubernetes takes. */
final class PodRules {

    private static final int KILLED_AFTER_BY_DEFAULT = 30;

    private PodRules() {}

    static void check(Manifest manifest) {
        Node pod = manifest.podSpec();
        assertThat(pod.at("securityContext", "runAsNonRoot").is(true))
                .as("not root")
                .isTrue();
        assertThat(pod.at("securityContext", "runAsUser").number()).as("user").isPositive();
        assertThat(pod.at("securityContext", "seccompProfile", "type").text())
                .as("seccomp profile")
                .isEqualTo("RuntimeDefault");
        assertThat(pod.at("automountServiceAccountToken").is(false))
                .as("without a token for the cluster")
                .isTrue();
        assertThat(pod.at("enableServiceLinks").is(false))
                .as("without variables that the cluster makes up")
                .isTrue();
        manifest.containers().forEach(PodRules::checkContainer);
        if (manifest.kind().equals("Deployment")) {
            assertThat(manifest.object()
                            .at("spec", "strategy", "rollingUpdate", "maxUnavailable")
                            .is(0))
                    .as("no pod goes before its successor is ready")
                    .isTrue();
            assertThat(pod.at("topologySpreadConstraints")
                            .items()
                            .map(spread -> spread.at("topologyKey").text()))
                    .contains("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        }
        checkGrace(manifest);
    }

    private static void checkContainer(Node container) {
        String name = container.at("name").text();
        assertThat(container.at("resources", "limits", "memory").isPresent())
                .as("memory limit of %s", name)
                .isTrue();
        assertThat(container.at("resources", "requests").keys())
                .as("requests of %s", name)
                .contains("cpu", "memory");
        assertThat(container.keys())
                .as("probes of %s", name)
                .contains("startupProbe", "livenessProbe", "readinessProbe");
        Node security = container.at("securityContext");
        assertThat(security.at("allowPrivilegeEscalation").is(false))
                .as("privileges of %s", name)
                .isTrue();
        assertThat(security.at("capabilities", "drop").value())
                .as("capabilities of %s", name)
                .isEqualTo(List.of("ALL"));
        if (container.at("image").text().contains("numeneon/")) {
            assertThat(security.at("readOnlyRootFilesystem").is(true))
                    .as("files of %s", name)
                    .isTrue();
            assertThat(container.at("readinessProbe", "httpGet", "path").text()).isEqualTo("/readyz");
            assertThat(container.at("livenessProbe", "httpGet", "path").text()).isEqualTo("/livez");
        }
    }

    /** Who is killed in the middle has told nobody to go. */
    private static void checkGrace(Manifest manifest) {
        int grace = manifest.podSpec().at("terminationGracePeriodSeconds").isPresent()
                ? manifest.podSpec().at("terminationGracePeriodSeconds").number()
                : KILLED_AFTER_BY_DEFAULT;
        manifest.containers().forEach(container -> {
            long leaving =
                    container.at("lifecycle", "preStop", "sleep", "seconds").number();
            if (manifest.name().equals("notification-service")) {
                leaving += DrainTimes.of(new Settings(environment(container)::get))
                        .ended()
                        .toSeconds();
            }
            assertThat((long) grace)
                    .as("grace of %s", container.at("name").text())
                    .isGreaterThan(leaving);
        });
    }

    /** What stands there as text. */
    static Map<String, String> environment(Node container) {
        Map<String, String> variables = new HashMap<>();
        container
                .at("env")
                .items()
                .forEach(variable -> variables.put(
                        variable.at("name").text(), variable.at("value").text()));
        return variables;
    }
}
