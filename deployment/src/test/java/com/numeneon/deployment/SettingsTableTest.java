package com.numeneon.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md lists is what the code reads. */
class SettingsTableTest {

    /** A text in capitals with an underscore names a variable of the environment; the two without one are named here. */
    private static final Pattern IN_JAVA = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|ADDRESS)\"");

    private static final Pattern IN_YAML = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

    /** No settings of ours, or set by one process of ours for another. */
    private static final Set<String> OTHERS =
            Set.of("NO_COLOR", "POSTGRES_PASSWORD", "API_TARGETS", "NOTIFICATION_TARGETS");

    /** Spring Boot reads it by the name of its property. */
    private static final String OF_SPRING_BOOT = "LOGGING_STRUCTURED_FORMAT_CONSOLE";

    @Test
    void every_setting_of_the_code_is_listed_and_no_other() throws IOException {
        Set<String> read = new TreeSet<>(Set.of(OF_SPRING_BOOT));
        for (String module : List.of("contracts", "tracing", "api-service", "notification-service", "standalone")) {
            read.addAll(names(module));
        }
        read.removeAll(OTHERS);
        Set<String> listed = new TreeSet<>();
        SettingsTable.tables().forEach(listed::addAll);

        assertThat(listed).isEqualTo(read);
    }

    @Test
    void none_is_listed_twice() throws IOException {
        assertThat(SettingsTable.tables())
                .hasSize(2)
                .allSatisfy(table -> assertThat(table).isNotEmpty().doesNotHaveDuplicates());
    }

    private static Set<String> names(String module) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Checkout.file(module + "/src/main"))) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    addTo(names, IN_JAVA, file);
                } else if (name.startsWith("application") && name.endsWith(".yaml")) {
                    addTo(names, IN_YAML, file);
                }
            });
        }
        return names;
    }

    private static void addTo(Set<String> names, Pattern pattern, Path file) {
        try {
            pattern.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
