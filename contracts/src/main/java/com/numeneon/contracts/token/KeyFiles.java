package com.numeneon.contracts.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The pair of keys for tokens, made once and kept with the data: tokens stay good over restarts. Both files are for
 * their owner's eyes only. A public set that is there is left alone, as it may hold a second key during a rotation.
 *
 * @param privateKey for {@code JWT_PRIVATE_KEY}
 * @param publicKeys for {@code JWT_PUBLIC_KEYS}
 */
public record KeyFiles(Path privateKey, Path publicKeys) {

    /** For who builds images and has no pair: makes one in the folder that is the only argument. */
    public static void main(String[] folder) throws IOException {
        in(Path.of(folder[0]));
    }

    /** The pair in this folder; makes what is missing, the folder too. */
    public static KeyFiles in(Path folder) throws IOException {
        return in(folder, folder);
    }

    /** The public half in a folder of its own, that it can be shown to who must not see the other. */
    public static KeyFiles in(Path privateFolder, Path publicFolder) throws IOException {
        var keys = new KeyFiles(privateFolder.resolve("private.jwk"), publicFolder.resolve("public.jwks"));
        Files.createDirectories(privateFolder);
        Files.createDirectories(publicFolder);
        if (!Files.exists(keys.privateKey)) {
            write(keys.privateKey, SigningKey.generate().privateJwk());
            Files.deleteIfExists(keys.publicKeys);
        }
        if (!Files.exists(keys.publicKeys)) {
            write(keys.publicKeys, SigningKey.parse(setting(keys.privateKey)).publicJwkSet());
        }
        return keys;
    }

    /** As the services' settings name a file. */
    public static String setting(Path file) {
        return "file:" + file;
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
