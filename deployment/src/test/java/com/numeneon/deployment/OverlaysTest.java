package com.numeneon.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is really applied: each overlay as kustomize makes it, where there is one on this machine. */
class OverlaysTest {

    private static final String LEFT_OUT =
            "Overlays are not rendered: no kubectl of 1.27 or newer, and no kustomize, is on the path.";

    @BeforeAll
    static void say_when_all_of_it_is_left_out() throws Exception {
        if (Kustomize.onThisMachine().isEmpty()) {
            System.out.println(LEFT_OUT);
        }
    }

    private static List<Path> overlays() throws IOException {
        return Checkout.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void what_an_overlay_makes_is_what_kubernetes_takes(Path overlay) throws Exception {
        for (Manifest manifest : rendered(overlay)) {
            assertThat(manifest.object().at("metadata", "name").text()).isNotEmpty();
            KubernetesModels.check(manifest.object());
            if (manifest.runsPods()) {
                PodRules.check(manifest);
            }
        }
    }

    @Test
    void an_autoscaled_deployment_does_not_say_how_many_pods_it_has() throws Exception {
        Manifest deployment = rendered(Checkout.file("k8s/overlays/production")).stream()
                .filter(manifest -> manifest.kind().equals("Deployment"))
                .filter(manifest -> manifest.name().equals("notification-service"))
                .findFirst()
                .orElseThrow();

        assertThat(deployment.object().at("spec", "replicas").isPresent()).isFalse();
    }

    private static List<Manifest> rendered(Path overlay) throws IOException, InterruptedException {
        Optional<Kustomize> kustomize = Kustomize.onThisMachine();
        assumeTrue(kustomize.isPresent(), LEFT_OUT);
        List<Manifest> objects =
                Manifest.of(overlay.getFileName().toString(), kustomize.get().build(overlay));
        assertThat(objects).hasSizeGreaterThan(10);
        return objects;
    }
}
