package com.numeneon.standalone.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder {@code run}: for each running part its process id and its ports, for people, scripts and the next launcher.
 * A file is whole or absent. Safe for all threads, each of which writes about its own part.
 */
final class RunFolder {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;

    RunFolder(Path folder) {
        this.folder = folder;
    }

    void write(RunFile file) throws IOException {
        Files.createDirectories(folder);
        replace(json(file.part()), JSON.writeValueAsString(file) + "\n");
        replace(pid(file.part()), file.pid() + "\n");
    }

    void remove(String part) throws IOException {
        Files.deleteIfExists(pid(part));
        Files.deleteIfExists(json(part));
    }

    /** What a launcher that was killed has left; a file that makes no sense is none. */
    List<RunFile> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new ArrayList<RunFile>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                try {
                    found.add(JSON.readValue(file.toFile(), RunFile.class));
                } catch (JacksonException unreadable) {
                    Files.delete(file);
                }
            }
        }
        return found;
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path pid(String part) {
        return folder.resolve(part + ".pid");
    }

    private Path json(String part) {
        return folder.resolve(part + ".json");
    }
}
