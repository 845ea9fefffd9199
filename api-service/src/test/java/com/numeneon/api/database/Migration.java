package com.numeneon.api.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of {@code db/migration}.
 *
 * @param version the number in its name
 */
record Migration(int version, Path file) {

    private static final Path FOLDER = Path.of("src/main/resources/db/migration");

    /** Oldest first. */
    static List<Migration> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(Migration::of)
                    .sorted(Comparator.comparingInt(Migration::version))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Migration of(Path file) {
        String name = file.getFileName().toString();
        return new Migration(Integer.parseInt(name.substring(1, name.indexOf("__"))), file);
    }

    byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
