package com.numeneon.api;

import com.numeneon.contracts.token.KeyFiles;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A program of its own, run once before everything else where nobody has made secrets yet: the pair of keys for tokens, and
 * the password of a database that is only about to be made. What is there already stays.
 */
final class FirstSecrets {

    private static final int RANDOM_BYTES = 24;

    private FirstSecrets() {}

    /**
     * @param arguments the folder for the keys, with one for each half in it; the folder for the database's {@code password} and {@code url}, which another
     *     user, the server's, reads: so it must be shown to nobody else; and user, host and name of the database, as in
     *     {@code numeneon@postgres:5432/numeneon}. A password in {@code POSTGRES_PASSWORD} is written instead of a random one
     */
    public static void main(String[] arguments) throws IOException {
        Path keys = Path.of(arguments[0]);
        KeyFiles.in(keys.resolve("private"), keys.resolve("public"));
        database(Path.of(arguments[1]), arguments[2], System.getenv().getOrDefault("POSTGRES_PASSWORD", ""));
    }

    static void database(Path folder, String target, String wanted) throws IOException {
        Files.createDirectories(folder);
        Path password = folder.resolve("password");
        if (!wanted.isEmpty()) {
            write(password, wanted);
        } else if (!Files.exists(password)) {
            write(password, random());
        }
        String encoded = URLEncoder.encode(Files.readString(password), StandardCharsets.UTF_8)
                .replace("+", "%20");
        write(folder.resolve("url"), "postgres://" + target.replace("@", ":" + encoded + "@"));
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
