package com.numeneon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.numeneon.api.testing.ApiClient;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the dashboard and the alerts watch is what a pod exports. Module {@code deployment} holds their expressions against
 * the same list.
 */
class WatchedMetricsIT {

    private static final Path WATCHED = Path.of("../deployment/observability/metrics/api-service.txt");
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{([\\w,]+)})?");

    private final ApiService service = ApiService.shared();
    private final ApiClient management = new ApiClient(service.managementPort());

    @Test
    void every_metric_that_is_watched_is_exported_with_its_labels() throws IOException {
        TestUser.signUp(service).send(TestUser.signUp(service), "hello");
        await("the relay")
                .until(() -> lines().stream()
                        .anyMatch(line -> line.matches("numeneon_outbox_batch_seconds_count(\\{.*})? [1-9].*")));
        System.gc();

        List<String> lines = lines();
        List<String> watched = Files.readAllLines(WATCHED);

        assertThat(watched).hasSizeGreaterThan(20);
        assertThat(watched).allSatisfy(metric -> assertThat(lines).as(metric).anyMatch(line -> isOf(metric, line)));
    }

    private List<String> lines() {
        return management.get("/metrics").text().lines().toList();
    }

    private static boolean isOf(String metric, String line) {
        Matcher parts = LINE.matcher(metric);
        assertThat(parts.matches()).as("%s in %s", metric, WATCHED).isTrue();
        boolean isIt = line.startsWith(parts.group(1) + "{") || line.startsWith(parts.group(1) + " ");
        return isIt
                && (parts.group(2) == null
                        || Pattern.compile(",")
                                .splitAsStream(parts.group(2))
                                .allMatch(label -> line.matches(".*[{,]" + label + "=\".*")));
    }
}
