package com.numeneon.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void no_port_is_given_twice_and_all_are_below_those_of_outgoing_connections() {
        var ports = new FreePorts(new Random(1));
        var given = new HashSet<Integer>();

        for (int i = 0; i < 200; i++) {
            assertThat(given.add(ports.pick())).isTrue();
        }

        assertThat(given).allMatch(port -> port >= 20_000 && port < 32_000);
    }

    @Test
    void a_port_on_which_somebody_listens_is_passed_over() throws Exception {
        int taken = new FreePorts(new Random(2)).pick();
        try (var listening = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
            var ports = new FreePorts(inTurn(listening.getLocalPort(), taken + 1));

            assertThat(ports.pick()).isNotEqualTo(taken);
        }
    }

    private static RandomGenerator inTurn(int first, int then) {
        var left = new ArrayDeque<>(List.of(first));
        return new RandomGenerator() {
            private int next = then;

            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int nextInt(int origin, int bound) {
                Integer port = left.poll();
                return port != null ? port : next++;
            }
        };
    }
}
