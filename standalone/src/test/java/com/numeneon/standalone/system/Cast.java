package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.testing.AtOnce;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The people of one test, each with sockets on every pod, whose every frame has to be expected. */
final class Cast implements AutoCloseable {

    private final RunningSystem system;
    private final Person herald;
    private final Map<Person, Sockets> sockets = new LinkedHashMap<>();

    Cast(RunningSystem system) {
        this.system = system;
        this.herald = Person.newcomer(system, "herald");
    }

    /** In the order of the names, which go on with a number. */
    List<Person> add(String... names) {
        List<Map.Entry<Person, Sockets>> added = AtOnce.each(names.length, number -> {
            Person person = Person.newcomer(system, names[number]).withPicture();
            return Map.entry(person, person.connectEverywhere());
        });
        added.forEach(entry -> sockets.put(entry.getKey(), entry.getValue()));
        return added.stream().map(Map.Entry::getKey).toList();
    }

    List<Person> people() {
        return List.copyOf(sockets.keySet());
    }

    Sockets socketsOf(Person person) {
        return Objects.requireNonNull(sockets.get(person));
    }

    /** The {@code data} of the next frame on every socket of this person, which must be of this type. */
    JsonNode next(Person person, String type) {
        return socketsOf(person).next(type);
    }

    /** The next frame on every socket of this person is this and has not one member more. */
    void expect(Person person, String type, JsonNode data) {
        assertThat(socketsOf(person).next()).isEqualTo(Json.of("type", type, "data", data));
    }

    /** Makes two people friends, with the frames that come of it. */
    void befriend(Person one, Person other) {
        long requestId = one.ask(other);
        next(other, "friend_request");
        other.accept(requestId);
        next(one, "friend_accepted");
    }

    /**
     * Proves without waiting that nobody got another frame.
     *
     * <p>Each pod handles events one after the other, on one thread, and a socket's frames keep their order. Once a frame
     * was seen on every pod, an event that is written now is handled after the one that the frame came from. So everybody
     * is sent a message now: it must be the next frame on all of their sockets. Call it only after a frame of the event in
     * question, or of a later one with the same key, was taken: the order between keys alone would prove nothing.
     */
    void expectNothingElse() {
        sockets.forEach((person, open) -> {
            JsonNode marker = herald.write(person, "nothing before this");
            assertThat(open.next())
                    .as("the next frame of %s", person.name())
                    .isEqualTo(Json.of(
                            "type",
                            "new_message",
                            "data",
                            Json.of(
                                    "id", marker.get("id"),
                                    "sender", herald.ref(),
                                    "content", marker.get("content"),
                                    "created_at", marker.get("created_at"))));
        });
    }

    @Override
    public void close() {
        sockets.values().forEach(Sockets::close);
    }
}
