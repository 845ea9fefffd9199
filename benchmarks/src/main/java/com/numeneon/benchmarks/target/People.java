package com.numeneon.benchmarks.target;

import com.numeneon.contracts.json.ContractJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The users of one target. They are made through its public API when more are needed than there are, and kept in a file
 * with their tokens. When the target does not know them any more, others are made. For one thread.
 */
public final class People {

    /** The first users, who have friends; all others are the crowd. */
    static final int CROWD = 10;

    private static final int WORKERS = 16;

    /** As many are made or befriended between two writes of the file. */
    private static final int PORTION = 500;

    /** A measurement must not end its tokens. */
    private static final Duration LEFT_AT_LEAST = Duration.ofMinutes(15);

    private final Target target;
    private final PeopleFile file;
    private final Clock clock;
    private final Consumer<String> notes;
    private final String run;
    private final String password;
    private final List<User> users;
    private final List<PeopleFile.Author> authors;
    private int current;

    private People(Target target, PeopleFile file, PeopleFile.Kept kept, Clock clock, Consumer<String> notes) {
        this.target = target;
        this.file = file;
        this.clock = clock;
        this.notes = notes;
        this.run = kept.run();
        this.password = random(16);
        this.users = new ArrayList<>(kept.users());
        this.authors = new ArrayList<>(kept.authors());
    }

    /**
     * Those of earlier runs.
     *
     * @param folder of the files, which is made when it is not there
     */
    public static People of(Target target, Path folder, Clock clock, Consumer<String> notes) throws IOException {
        PeopleFile file = new PeopleFile(folder, target);
        PeopleFile.Kept kept = file.read(random(3));
        People people = new People(target, file, kept, clock, notes);
        if (people.users.isEmpty() || people.areKnown()) {
            return people;
        }
        notes.accept("The users of an earlier run are not known there any more: others are made.");
        return new People(target, file, new PeopleFile.Kept(random(3), List.of(), List.of()), clock, notes);
    }

    /** The first users, so many, each with a token that is good for a while. */
    public List<User> first(int count) throws Exception {
        if (users.size() < count) {
            notes.accept("Signing up " + (count - users.size()) + " users");
        }
        while (users.size() < count) {
            int from = users.size();
            users.addAll(AtOnce.run(Math.min(PORTION, count - from), WORKERS, () -> {
                HttpConnection connection = new HttpConnection(target.origin());
                return number -> signUp(connection, from + number);
            }));
            save();
        }
        refresh(count);
        return List.copyOf(users.subList(0, count));
    }

    /**
     * Somebody with exactly so many friends, who are the users from {@link #CROWD} on: a post's frame goes to all of them.
     *
     * @throws IllegalStateException when there are {@value #CROWD} others already
     */
    public User author(int wanted) throws Exception {
        int slot = slot(wanted);
        User author = first(CROWD + wanted).get(slot);
        if (authors.get(slot).friends() < wanted) {
            notes.accept("Making " + (wanted - authors.get(slot).friends()) + " friends");
        }
        while (authors.get(slot).friends() < wanted) {
            int had = authors.get(slot).friends();
            int portion = Math.min(PORTION, wanted - had);
            AtOnce.run(portion, WORKERS, () -> {
                HttpConnection connection = new HttpConnection(target.origin());
                return number -> befriend(connection, author, users.get(CROWD + had + number));
            });
            authors.set(slot, new PeopleFile.Author(wanted, had + portion));
            save();
        }
        return author;
    }

    /** So many users after those who have friends. */
    public List<User> crowd(int count) throws Exception {
        return first(CROWD + count).subList(CROWD, CROWD + count);
    }

    private int slot(int wanted) {
        for (int slot = 0; slot < authors.size(); slot++) {
            if (authors.get(slot).wanted() == wanted) {
                return slot;
            }
        }
        if (authors.size() == CROWD) {
            throw new IllegalStateException(
                    "there are " + CROWD + " authors with other numbers of friends: let the file"
                            + " of the people go, and others are made");
        }
        authors.add(new PeopleFile.Author(wanted, 0));
        return authors.size() - 1;
    }

    private User signUp(HttpConnection connection, int number) throws IOException {
        String name = "bench-" + run + "-" + number;
        String email = name + "@example.org";
        connection
                .post("/api/auth/signup/", null, json(Map.of("username", name, "email", email, "password", password)))
                .expect(201);
        JsonNode login = connection
                .post("/api/auth/login/", null, json(Map.of("email", email, "password", password)))
                .expect(200);
        return new User(
                login.path("user").path("id").asLong(),
                name,
                login.path("access").asString(),
                login.path("refresh").asString());
    }

    private static boolean befriend(HttpConnection connection, User author, User friend) throws IOException {
        Answer asked = connection.post("/api/friends/request/" + author.id() + "/", friend.access(), null);
        if (asked.status() == 400) {
            // Friends already: an earlier run was cut off.
            return false;
        }
        long request = asked.expect(201).path("request_id").asLong();
        connection
                .post("/api/friends/accept/" + request + "/", author.access(), null)
                .expect(201);
        return true;
    }

    private boolean areKnown() throws IOException {
        try (HttpConnection connection = new HttpConnection(target.origin())) {
            return connection
                            .post("/api/auth/token/refresh/", null, refreshing(users.getFirst()))
                            .status()
                    == 200;
        }
    }

    private void refresh(int count) throws Exception {
        List<Integer> old = new ArrayList<>();
        for (int i = current; i < count; i++) {
            if (endsSoon(users.get(i))) {
                old.add(i);
            }
        }
        AtOnce.run(old.size(), WORKERS, () -> {
                    HttpConnection connection = new HttpConnection(target.origin());
                    return number -> {
                        User user = users.get(old.get(number));
                        JsonNode fresh = connection
                                .post("/api/auth/token/refresh/", null, refreshing(user))
                                .expect(200);
                        return user.withAccess(fresh.path("access").asString());
                    };
                })
                .forEach(user -> users.set(old.removeFirst(), user));
        current = Math.max(current, count);
        save();
    }

    /** By the token's own words: nothing is trusted here but what we were given. */
    private boolean endsSoon(User user) {
        try {
            String claims = new String(
                    Base64.getUrlDecoder().decode(user.access().split("\\.", -1)[1]), StandardCharsets.UTF_8);
            long end = ContractJson.mapper().readTree(claims).path("exp").asLong(0);
            return end < clock.instant().plus(LEFT_AT_LEAST).getEpochSecond();
        } catch (JacksonException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return true;
        }
    }

    private void save() throws IOException {
        file.write(new PeopleFile.Kept(run, users, authors));
    }

    private static String refreshing(User user) {
        return json(Map.of("refresh", user.refresh()));
    }

    private static String json(Map<String, ?> values) {
        return ContractJson.mapper().writeValueAsString(values);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
