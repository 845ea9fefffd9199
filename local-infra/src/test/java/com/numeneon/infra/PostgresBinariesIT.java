package com.numeneon.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {

    @TempDir
    private Path cache;

    @Test
    void two_that_unpack_at_the_same_time_get_the_same_whole_programs_and_leave_nothing_else() throws Exception {
        Callable<Path> unpack = () -> new PostgresBinaries(cache).unpacked();
        List<Path> homes;
        try (var two = Executors.newFixedThreadPool(2)) {
            homes = two.invokeAll(List.of(unpack, unpack)).stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertThat(homes.getFirst()).isEqualTo(homes.getLast());
        assertThat(homes.getFirst().resolve("bin/postgres")).isExecutable();
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).containsExactly(homes.getFirst());
        }
    }
}
