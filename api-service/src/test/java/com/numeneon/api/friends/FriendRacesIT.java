package com.numeneon.api.friends;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.TestUser;
import com.numeneon.api.testing.WrittenEvents;
import com.numeneon.infra.testing.AtOnce;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class FriendRacesIT {

    private static final String FRIENDS = "/api/friends/";

    private final ApiService service = ApiService.shared();
    private final JdbcClient database = service.part(JdbcClient.class);
    private final TestUser alice = TestUser.signUp(service);
    private final TestUser bob = TestUser.signUp(service);

    @RepeatedTest(10)
    void two_who_ask_each_other_at_once_become_friends_once() {
        WrittenEvents events = WrittenEvents.fromNow();

        List<ApiAnswer> answers = AtOnce.call(List.of(() -> ask(alice, bob), () -> ask(bob, alice)));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().filter(answer -> answer.json().has("friend")))
                .as("one asked, the other accepted by it")
                .hasSize(1);
        assertThat(events.all().stream().map(WrittenEvents.Written::type))
                .containsExactly("friend.requested.v1", "friendship.accepted.v1");
        assertThat(friends(alice)).isEqualTo(1);
        assertThat(friends(bob)).isEqualTo(1);
        assertThat(pending()).isZero();
        assertCountsAreRows();
    }

    @RepeatedTest(5)
    void however_many_accept_at_once_one_friendship_begins() {
        long requestId = ask(alice, bob).json().path("request_id").asLong();
        WrittenEvents events = WrittenEvents.fromNow();

        List<ApiAnswer> answers =
                AtOnce.call(Collections.nCopies(8, () -> bob.client().post(FRIENDS + "accept/" + requestId + "/")));

        assertThat(answers.stream().map(ApiAnswer::status).sorted())
                .containsExactly(201, 404, 404, 404, 404, 404, 404, 404);
        assertThat(events.only().type()).isEqualTo("friendship.accepted.v1");
        assertThat(friends(alice)).isEqualTo(1);
        assertCountsAreRows();
    }

    @RepeatedTest(5)
    void a_request_is_accepted_or_cancelled_but_not_both() {
        long requestId = ask(alice, bob).json().path("request_id").asLong();
        WrittenEvents events = WrittenEvents.fromNow();

        List<Integer> statuses = AtOnce.call(List.of(
                () -> bob.client().post(FRIENDS + "accept/" + requestId + "/").status(),
                () -> alice.client()
                        .delete(FRIENDS + "cancel/" + bob.id() + "/")
                        .status()));

        assertThat(statuses).isIn(List.of(201, 404), List.of(404, 204));
        assertThat(events.all()).hasSize(1);
        assertThat(friends(alice)).isEqualTo(statuses.getFirst() == 201 ? 1 : 0);
        assertCountsAreRows();
    }

    @Test
    void somebody_with_the_most_friends_gets_no_more_and_still_sees_them_all() {
        giveFriends(alice, Friendships.LIMIT);
        WrittenEvents events = WrittenEvents.fromNow();

        assertThat(ask(alice, bob).status()).isEqualTo(400);
        assertThat(ask(bob, alice).status()).isEqualTo(400);

        assertThat(events.all()).isEmpty();
        assertThat(pending()).isZero();
        assertThat(friends(alice)).as("friends are not cut").isEqualTo(Friendships.LIMIT);
    }

    @Test
    void the_last_place_is_given_once() {
        List<Long> requests = Stream.generate(() -> ask(TestUser.signUp(service), alice))
                .limit(6)
                .map(answer -> answer.json().path("request_id").asLong())
                .toList();
        giveFriends(alice, Friendships.LIMIT - 1);
        WrittenEvents events = WrittenEvents.fromNow();

        List<ApiAnswer> answers = AtOnce.call(requests.stream()
                .<Callable<ApiAnswer>>map(id -> () -> alice.client().post(FRIENDS + "accept/" + id + "/"))
                .toList());

        assertThat(answers.stream().map(ApiAnswer::status).sorted()).containsExactly(201, 400, 400, 400, 400, 400);
        assertThat(events.all()).hasSize(1);
        assertThat(friends(alice)).isEqualTo(Friendships.LIMIT);
        assertThat(alice.client().get(FRIENDS + "requests/").json())
                .as("the other requests wait on")
                .hasSize(5);
        assertCountsAreRows();
    }

    /** Strangers made for this alone. */
    private void giveFriends(TestUser user, int count) {
        database.sql("""
                        WITH stranger AS (
                            INSERT INTO users (username, username_key, email, email_key, password_hash, friend_count)
                            SELECT name, name, name || '@x.example', name || '@x.example', '', 1
                            FROM generate_series(1, :count) n, format('friend-%s-of-%s', n, :user) name
                            RETURNING id
                        ), friendship AS (
                            INSERT INTO friendships (low_user_id, high_user_id, created_at)
                            SELECT :user, id, now()
                            FROM stranger
                        )
                        UPDATE users SET friend_count = :count WHERE id = :user
                        """).param("count", count).param("user", user.id()).update();
    }

    private void assertCountsAreRows() {
        assertThat(database.sql("""
                        SELECT u.id
                        FROM users u
                        LEFT JOIN friendships f ON u.id IN (f.low_user_id, f.high_user_id)
                        WHERE u.id IN (:alice, :bob)
                        GROUP BY u.id
                        HAVING u.friend_count <> count(f.low_user_id)
                        """)
                        .param("alice", alice.id())
                        .param("bob", bob.id())
                        .query(Long.class)
                        .list())
                .as("users whose number of friends is wrong")
                .isEmpty();
    }

    private long pending() {
        return database.sql("SELECT count(*) FROM friend_requests WHERE from_user_id IN (:alice, :bob)")
                .param("alice", alice.id())
                .param("bob", bob.id())
                .query(Long.class)
                .single();
    }

    private static int friends(TestUser user) {
        return user.client().get(FRIENDS).json().size();
    }

    private static ApiAnswer ask(TestUser from, TestUser to) {
        return from.client().post(FRIENDS + "request/" + to.id() + "/");
    }
}
