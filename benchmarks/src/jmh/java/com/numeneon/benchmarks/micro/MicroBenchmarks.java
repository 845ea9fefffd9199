package com.numeneon.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs them all, each in a JVM of its own, with the allocation rate. Not named as a test is: a build does not wait for it. */
class MicroBenchmarks {

    @Test
    void all() throws Exception {
        Path results = Path.of("target", "jmh.json");
        Files.deleteIfExists(results);

        int seconds = Integer.getInteger("jmh.seconds", 2);
        assertThat(new Runner(new OptionsBuilder()
                                .include(System.getProperty("jmh.include", "com.numeneon.benchmarks.micro.*"))
                                .forks(1)
                                .warmupIterations(3)
                                .warmupTime(TimeValue.seconds(seconds))
                                .measurementIterations(5)
                                .measurementTime(TimeValue.seconds(seconds))
                                .addProfiler(GCProfiler.class)
                                .jvmArgs("-Xmx512m", "-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders")
                                .shouldFailOnError(true)
                                .resultFormat(ResultFormatType.JSON)
                                .result(results.toString())
                                .build())
                        .run())
                .isNotEmpty();
    }
}
