package com.numeneon.benchmarks.target;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tools.jackson.core.JacksonException;

/** The users of one target, kept for the next run. Whoever reads the file can be each of them, so only its owner may. */
final class PeopleFile {

    private final Path file;

    PeopleFile(Path folder, Target target) {
        this.file = folder.resolve(target.name() + ".json");
    }

    /**
     * What is kept.
     *
     * @param run part of the names, so that a second set of users finds its names free
     * @param authors the first users, in order: each has so many friends
     */
    record Kept(String run, List<User> users, List<Author> authors) {
        Kept {
            users = List.copyOf(users);
            authors = List.copyOf(authors);
        }
    }

    /**
     * Somebody with friends.
     *
     * @param wanted how many it shall be
     * @param friends how many it is so far
     */
    record Author(int wanted, int friends) {}

    /** An absent or unreadable file is nobody. */
    Kept read(String run) {
        try {
            return ContractJson.mapper().readValue(file.toFile(), Kept.class);
        } catch (JacksonException none) {
            return new Kept(run, List.of(), List.of());
        }
    }

    /** Whole or not at all. */
    void write(Kept kept) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, ContractJson.mapper().writeValueAsBytes(kept));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
