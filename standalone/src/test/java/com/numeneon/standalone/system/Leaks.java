package com.numeneon.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Searches texts for thousands of secrets in one pass: by the first characters of each, which are looked up at every place
 * of the text. Immutable.
 */
final class Leaks {

    private static final int PREFIX = 8;

    private final Map<String, List<String>> secretsByPrefix = new HashMap<>();

    Leaks(Set<String> secrets) {
        for (String secret : secrets) {
            if (secret.length() < PREFIX) {
                throw new IllegalArgumentException("too short to tell from ordinary words: " + secret);
            }
            secretsByPrefix
                    .computeIfAbsent(secret.substring(0, PREFIX), prefix -> new ArrayList<>())
                    .add(secret);
        }
    }

    /** The lines of these files that have a secret in them, each after the name of its file. */
    List<String> in(List<Path> files) {
        return files.stream()
                .flatMap(file -> in(file.getFileName().toString(), text(file)).stream())
                .toList();
    }

    /** The lines of this text that have a secret in them, each after this name. */
    List<String> in(String name, String text) {
        return text.lines()
                .filter(this::hasSecret)
                .map(line -> name + ": " + line)
                .toList();
    }

    private boolean hasSecret(String line) {
        for (int at = 0; at + PREFIX <= line.length(); at++) {
            int from = at;
            if (secretsByPrefix.getOrDefault(line.substring(at, at + PREFIX), List.of()).stream()
                    .anyMatch(secret -> line.startsWith(secret, from))) {
                return true;
            }
        }
        return false;
    }

    /** Whatever bytes there are: a log may hold any. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
