package com.numeneon.benchmarks.scenario;

import com.numeneon.benchmarks.target.LocalHome;
import com.numeneon.benchmarks.target.People;
import com.numeneon.benchmarks.target.ServerMeter;
import com.numeneon.benchmarks.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One target during a run: its people, its meter and what was found out about it so far. For one thread. */
public final class Session implements AutoCloseable {

    private final Target target;
    private final People people;
    private final ServerMeter meter;
    private final Optional<LocalHome> home;
    private final Optional<String> database;
    private final Consumer<String> notes;
    private final AtomicLong numbers = new AtomicLong(1);
    private final Map<String, Object> known = new HashMap<>();
    private final List<Path> folders = new ArrayList<>();

    /**
     * @param home where the target runs, if it runs on this machine
     * @param database of the target, if it may be filled past its interface
     */
    public Session(
            Target target, People people, Optional<LocalHome> home, Optional<String> database, Consumer<String> notes) {
        this.target = target;
        this.people = people;
        this.meter = new ServerMeter(target.management());
        this.home = home;
        this.database = database;
        this.notes = notes;
    }

    public Target target() {
        return target;
    }

    public People people() {
        return people;
    }

    public ServerMeter meter() {
        return meter;
    }

    public Optional<LocalHome> home() {
        return home;
    }

    public Optional<String> database() {
        return database;
    }

    /** Says what takes time. */
    public void note(String text) {
        notes.accept(text);
    }

    /** The first of so many numbers that no other frame of this run has. */
    long numbers(int count) {
        return numbers.getAndAdd(count);
    }

    /** A new folder, which is deleted when the run ends. */
    Path folder(String name) throws IOException {
        Path folder = Files.createTempDirectory("numeneon-bench-" + name);
        folders.add(folder);
        return folder;
    }

    @Override
    public void close() throws IOException {
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What is found out once for each target. */
    <T> T once(Class<T> type, String name, Callable<T> search) throws Exception {
        T found = type.cast(known.get(name));
        if (found == null) {
            found = search.call();
            known.put(name, found);
        }
        return found;
    }
}
