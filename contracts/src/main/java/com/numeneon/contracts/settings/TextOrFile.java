package com.numeneon.contracts.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A setting that is either the text itself or {@code file:} and the path of a file that holds it: a secret in a file is in
 * no process list and in no description of a container.
 */
public record TextOrFile(String value) {

    private static final String FILE_PREFIX = "file:";

    public Optional<Path> file() {
        return value.startsWith(FILE_PREFIX)
                ? Optional.of(Path.of(value.substring(FILE_PREFIX.length())))
                : Optional.empty();
    }

    /** @throws UncheckedIOException when the file cannot be read */
    public String text() {
        return file().map(TextOrFile::read).orElse(value);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
