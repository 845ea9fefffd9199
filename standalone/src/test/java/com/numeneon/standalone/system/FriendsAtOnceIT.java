package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.standalone.system.Person.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people who do things to each other at once, on two api processes: whatever comes first, all agree about it. */
class FriendsAtOnceIT {

    private final RunningSystem system = SharedSystem.get();
    private final BothApiPods pods = new BothApiPods(system);
    private final Cast cast = new Cast(system);

    private List<Person> people;
    private Person alice;
    private Person bob;

    @BeforeEach
    void people() {
        people = cast.add("alice", "bob");
        alice = people.get(0);
        bob = people.get(1);
    }

    @AfterEach
    void close() {
        cast.close();
    }

    @Test
    void the_same_request_fifty_times_at_once_is_one() {
        List<Answer> answers = pods.race(50, turn -> ask(turn, alice, bob));

        List<Answer> sent =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(sent).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 201).allMatch(answer -> answer.status() == 400);
        assertThat(system.count("SELECT count(*) FROM friend_requests WHERE from_user_id = ?", alice.id()))
                .isEqualTo(1);
        assertThat(bob.get("/api/friends/requests/")).hasSize(1);
        assertThat(cast.next(bob, "friend_request").get("request_id"))
                .isEqualTo(sent.getFirst().expect(201).get("request_id"));
        cast.expectNothingElse();
    }

    @Test
    void two_who_ask_each_other_at_once_become_friends_once() {
        for (int round = 0; round < BothApiPods.ROUNDS; round++) {
            // Even numbers are alice's, odd ones bob's, and each pod gets some of both.
            List<Answer> answers =
                    pods.race(10, number -> ask(number / 2, people.get(number % 2), people.get(1 - number % 2)));

            int request = theOnly(answers, 201, false);
            int acceptance = theOnly(answers, 201, true);
            assertThat(answers).filteredOn(answer -> answer.status() == 400).hasSize(8);
            Person requester = people.get(request % 2);
            Person accepter = people.get(acceptance % 2);
            assertThat(accepter).isNotSameAs(requester);
            assertThat(cast.next(accepter, "friend_request").get("request_id"))
                    .isEqualTo(answers.get(request).expect(201).get("request_id"));
            assertThat(cast.next(requester, "friend_accepted").get("friend")).isEqualTo(accepter.ref());
            assertThatTheyAreFriends(true);
            remove();
        }
        cast.expectNothingElse();
    }

    @Test
    void accepting_declining_and_cancelling_at_once_have_one_outcome() {
        long requestId = request();
        for (int round = 0; round < BothApiPods.ROUNDS; round++) {
            int turn = round;
            String accept = "/api/friends/accept/" + requestId + "/";
            String decline = "/api/friends/decline/" + requestId + "/";
            List<Callable<Answer>> attempts = new ArrayList<>(List.of(
                    () -> pods.call(turn, bob, "POST", accept, null),
                    () -> pods.call(turn + 1, bob, "POST", accept, null),
                    () -> pods.call(turn, bob, "POST", decline, null),
                    () -> pods.call(turn + 1, alice, "DELETE", "/api/friends/cancel/" + bob.id() + "/", null)));
            Collections.rotate(attempts, round);

            List<Answer> answers = pods.race(attempts);

            Collections.rotate(answers, -round);
            List<Integer> statuses = answers.stream().map(Answer::status).toList();
            assertThat(statuses)
                    .as("one of them did it, for the others there was nothing left to do")
                    .isIn(
                            List.of(201, 404, 404, 404),
                            List.of(404, 201, 404, 404),
                            List.of(404, 404, 200, 404),
                            List.of(404, 404, 404, 204));
            boolean accepted = statuses.contains(201);
            assertThatTheyAreFriends(accepted);
            if (accepted) {
                assertThat(cast.next(alice, "friend_accepted").get("friend")).isEqualTo(bob.ref());
                remove();
            }
            // Of the same pair, so that the pods have handled all of this round when it is seen.
            requestId = request();
        }
        cast.expectNothingElse();
    }

    private Answer ask(int turn, Person who, Person whom) {
        return pods.call(turn, who, "POST", "/api/friends/request/" + whom.id() + "/", null);
    }

    private long request() {
        long requestId = alice.ask(bob);
        cast.next(bob, "friend_request");
        return requestId;
    }

    private void remove() {
        alice.answer("DELETE", "/api/friends/remove/" + bob.id() + "/", null).expect(204);
    }

    /** The number of the one answer that has this status and tells of a new friend or not. */
    private static int theOnly(List<Answer> answers, int status, boolean friend) {
        List<Integer> found = IntStream.range(0, answers.size())
                .filter(number -> answers.get(number).status() == status
                        && answers.get(number).expect(status).has("friend") == friend)
                .boxed()
                .toList();
        assertThat(found)
                .as("answers with status %s and friend %s among %s", status, friend, answers)
                .hasSize(1);
        return found.getFirst();
    }

    /** And that no request is pending, whatever came of it. */
    private void assertThatTheyAreFriends(boolean friends) {
        long rows = friends ? 1 : 0;
        assertThat(system.count(
                        "SELECT count(*) FROM friendships WHERE low_user_id = ? AND high_user_id = ?",
                        Math.min(alice.id(), bob.id()),
                        Math.max(alice.id(), bob.id())))
                .isEqualTo(rows);
        for (Person person : people) {
            assertThat(system.count("SELECT friend_count FROM users WHERE id = ?", person.id()))
                    .isEqualTo(rows);
            assertThat(person.get("/api/friends/")).hasSize((int) rows);
            assertThat(person.get("/api/friends/requests/")).isEmpty();
            assertThat(person.get("/api/friends/requests/?direction=outgoing")).isEmpty();
        }
    }
}
