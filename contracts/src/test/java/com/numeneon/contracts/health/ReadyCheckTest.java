package com.numeneon.contracts.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadyCheckTest {

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false", "500, false"})
    void only_200_is_ready(int status, boolean ready) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(ReadyCheck.isReady(server.getAddress().getPort())).isEqualTo(ready);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobody_there_is_not_ready() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(ReadyCheck.isReady(port)).isFalse();
    }
}
