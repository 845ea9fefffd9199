package com.numeneon.standalone.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a URL on this machine, for at most a second. */
public final class HttpProbe {

    private static final int MILLIS = 1000;

    private HttpProbe() {}

    /** Whether all is well there. */
    static boolean answers200(int port, String path) {
        return status(port, path) == 200;
    }

    /** Whether it answers at all, be it with an error. */
    public static boolean answers(int port, String path) {
        return status(port, path) > 0;
    }

    private static int status(int port, String path) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            try {
                return connection.getResponseCode();
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return -1;
        }
    }
}
