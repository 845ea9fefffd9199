package com.numeneon.notification.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** One of the console's files, out of the jar. Immutable. */
final class ConsoleFile {

    private final byte[] content;
    private final String type;

    private ConsoleFile(byte[] content, String type) {
        this.content = content;
        this.type = type;
    }

    /** @throws IllegalStateException when it was not packed: the pod then does not start */
    static ConsoleFile read(String name, String type) {
        try (InputStream file = ConsoleFile.class.getResourceAsStream("/console/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The console's " + name + " is missing.");
            }
            return new ConsoleFile(file.readAllBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeTo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        response.setContentLength(content.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(content);
        }
    }
}
