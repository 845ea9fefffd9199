package com.numeneon.benchmarks.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerMeterTest {

    private static final String PAGE = """
            # HELP process_cpu_time_ns_total of this process
            process_cpu_time_ns_total 9.11E9
            process_cpu_time_ns_total_created 5
            jvm_memory_used_bytes{area="heap",id="Eden"} 2.0E6
            jvm_memory_used_bytes{area="heap",id="Old"} 3000000
            jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 7.0E6
            """;

    @Test
    void a_metric_is_the_sum_of_its_lines_and_of_no_others() {
        assertThat(ServerMeter.sum(PAGE, "process_cpu_time_ns_total")).hasValue(9.11e9);
        assertThat(ServerMeter.sum(PAGE, "jvm_memory_used_bytes{area=\"heap\"")).hasValue(5e6);
        assertThat(ServerMeter.sum(PAGE, "jvm_memory_used_bytes")).hasValue(12e6);
    }

    @Test
    void a_metric_that_is_not_there_is_none_and_not_zero() {
        assertThat(ServerMeter.sum(PAGE, "process_cpu_time")).isEmpty();
    }

    @Test
    void between_two_readings_lies_the_work_of_each_kind() {
        var before = new ServerMeter.Reading(1e9, 5e9);
        var after = new ServerMeter.Reading(1.5e9, 5.02e9);

        assertThat(after.requestsMillisSince(before)).isEqualTo(500);
        assertThat(after.socketsMillisSince(before)).isEqualTo(20);
    }

    @Test
    void addresses_have_a_host_and_a_port() {
        assertThat(Address.parseAll("a.example:1,[::1]:65535"))
                .isEqualTo(List.of(new Address("a.example", 1), new Address("[::1]", 65_535)));
        for (String none : List.of("", "a", "a:", ":1", "a:0", "a:65536", "a:1:2", "http://a:1")) {
            assertThatThrownBy(() -> Address.parse(none)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
