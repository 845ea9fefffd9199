package com.numeneon.infra;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once from the archive on the class path into a cache folder. Two JVMs may do so at
 * the same time: each unpacks beside the final place, and the first to rename wins.
 */
final class PostgresBinaries {

    private final Path cache;

    PostgresBinaries(Path cache) {
        this.cache = cache;
    }

    /** The folder that holds {@code bin/postgres}. */
    Path unpacked() throws IOException {
        URL archive = archive();
        var entry = ((JarURLConnection) archive.openConnection()).getJarEntry();
        // The checksum stands for the version: another archive never meets the programs of an older one.
        Path home = cache.resolve("%s-%08x".formatted(entry.getName().replaceFirst("\\.txz$", ""), entry.getCrc()))
                .toAbsolutePath();
        if (!Files.isDirectory(home)) {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, "unpacking-");
            try (InputStream in = archive.openStream()) {
                unpack(in, fresh);
                moveIntoPlace(fresh, home);
            } finally {
                Trees.delete(fresh);
            }
        }
        return home;
    }

    private static void moveIntoPlace(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static URL archive() {
        String name = "postgres-%s-%s.txz".formatted(system(), processor());
        URL archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new IllegalStateException("no PostgreSQL programs for this machine (" + name
                    + "): set DATABASE_URL to use a server of yours");
        }
        return archive;
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String processor() {
        String name = System.getProperty("os.arch", "");
        return switch (name) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = entry.resolveIn(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }
}
