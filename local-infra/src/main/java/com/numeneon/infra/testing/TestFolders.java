package com.numeneon.infra.testing;

import com.numeneon.infra.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the embedded servers of tests keep their programs and their data: below the folder for temporary files. */
final class TestFolders {

    private TestFolders() {}

    /** For programs, shared by all builds of this user: others must not be able to plant theirs. */
    static Path cache() throws IOException {
        String user = System.getProperty("user.name", "unknown");
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "numeneon-programs-" + user);
        try {
            Files.createDirectory(
                    cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            String owner = Files.getOwner(cache, LinkOption.NOFOLLOW_LINKS).getName();
            if (!owner.equals(user)) {
                throw new IOException(cache + " belongs to " + owner + ", not to " + user, e);
            }
        }
        return cache;
    }

    static Path newHome(String server) throws IOException {
        return Files.createTempDirectory("numeneon-test-" + server + "-");
    }

    /** Ends the server and removes its data, which nobody will look at. */
    static void whenJvmEnds(Ending server, Path home) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                server.end();
                                Trees.delete(home);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "remove-" + home.getFileName()));
    }

    interface Ending {
        void end() throws InterruptedException;
    }
}
