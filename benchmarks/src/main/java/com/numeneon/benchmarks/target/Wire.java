package com.numeneon.benchmarks.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connections, in the clear or with TLS, as the address says. */
public final class Wire {

    private static final int PATIENCE_MS = 10_000;

    private Wire() {}

    /** A read from it fails after {@code silenceMs}; 0 waits for ever. */
    public static Socket connect(URI address, int silenceMs) throws IOException {
        boolean secure = "https".equals(address.getScheme());
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.getHost(), port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            return silent(secure ? secured(socket, address.getHost(), port) : socket, silenceMs);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket silent(Socket socket, int silenceMs) throws IOException {
        socket.setSoTimeout(silenceMs);
        return socket;
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        // Without it, the certificate of any host would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
