package com.numeneon.deployment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check itself: what it is there to find, it finds. */
class KubernetesModelsTest {

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: api-service
            spec:
              clusterIP: None
              ports:
                - name: http
                  port: 8080
                  targetPort: http
            """;

    private static final String MONITOR = """
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata:
              name: numeneon
            spec:
              endpoints:
                - port: management
            """;

    @Test
    void what_is_right_passes() {
        assertThatCode(() -> check(SERVICE)).doesNotThrowAnyException();
        assertThatCode(() -> check(MONITOR)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "clusterIP, clusterIp",
        "'port: 8080', 'port: many'",
        "'      port: 8080\n', ''",
        "'  name: api-service', '  nmae: api-service'",
        "kind: Service, kind: Servis",
        "apiVersion: v1, apiVersion: v2"
    })
    void what_is_wrong_is_found(String right, String wrong) {
        String broken = SERVICE.replace(right, wrong);

        assertThatIllegalArgumentException().isThrownBy(() -> check(broken));
    }

    @Test
    void a_field_of_a_custom_resource_that_we_do_not_use_is_taken_for_a_mistake() {
        String broken = MONITOR.replace("port:", "prot:");

        assertThatIllegalArgumentException().isThrownBy(() -> check(broken)).withMessageContaining("endpoints[].prot");
    }

    private static void check(String yaml) {
        Checkout.documents(yaml).forEach(KubernetesModels::check);
    }
}
