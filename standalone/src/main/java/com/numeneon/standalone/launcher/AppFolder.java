package com.numeneon.standalone.launcher;

import com.numeneon.infra.Trees;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of jars that this process runs from. {@code ./numeneon} copies each build into a folder of its own below the
 * home, so that building again does not change jars under a running system.
 */
record AppFolder(Path path) {

    static AppFolder ofThisProcess() {
        try {
            Path code = Path.of(Launcher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new AppFolder(code.resolve("..").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes the copies of earlier builds. Nobody uses them: whoever has the home's lock is the only one. */
    void removeOlder(Path apps) throws IOException {
        if (!apps.equals(path.getParent())) {
            return;
        }
        List<Path> others;
        try (Stream<Path> folders = Files.list(apps)) {
            others = folders.filter(folder -> !folder.equals(path)).toList();
        }
        for (Path other : others) {
            Trees.delete(other);
        }
    }
}
