package com.numeneon.contracts.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A setting that is either the text itself or {@code file:} and the path of a file that holds it. */
record KeySetting(String value) {

    private static final String FILE_PREFIX = "file:";

    Optional<Path> file() {
        return value.startsWith(FILE_PREFIX)
                ? Optional.of(Path.of(value.substring(FILE_PREFIX.length())))
                : Optional.empty();
    }

    /** @throws UncheckedIOException when the file cannot be read */
    String text() {
        return file().map(KeySetting::read).orElse(value);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
