package com.numeneon.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.infra.testing.AtOnce;
import com.numeneon.standalone.system.Person.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A crowd around one post at once, on two api processes: every counter is exact. */
class PostsAtOnceIT {

    private static final int CROWD = 100;
    private static final int COMMENTS = 8;

    private final RunningSystem system = SharedSystem.get();
    private final BothApiPods pods = new BothApiPods(system);
    private final Cast cast = new Cast(system);
    private final Person author = cast.add("author").getFirst();

    @AfterEach
    void close() {
        cast.close();
    }

    @Test
    void a_hundred_people_like_one_post_at_once() {
        String post = path(author.publish("Like me"));
        List<Person> crowd = Person.newcomers(system, CROWD, "liker");

        List<JsonNode> answers = pods.race(
                CROWD,
                turn -> pods.call(turn, crowd.get(turn), "POST", post + "like/", Map.of("action", "like"))
                        .expect(200));

        assertThat(answers).allMatch(answer -> answer.get("is_liked").asBoolean());
        assertThat(answers.stream().map(answer -> answer.get("likes_count").asInt()))
                .as("each answer is of its own moment")
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, CROWD).boxed().toList());
        assertThat(author.get(post).get("likes_count").asInt()).isEqualTo(CROWD);
        assertThat(author.get(post).get("is_liked").asBoolean()).isFalse();
        assertThat(AtOnce.each(CROWD, turn -> crowd.get(turn).get(post)))
                .as("what each of them sees")
                .allMatch(seen -> seen.get("is_liked").asBoolean()
                        && seen.get("likes_count").asInt() == CROWD);
    }

    @Test
    void a_like_and_its_withdrawal_repeated_at_once_count_once() {
        String post = path(author.publish("Like me"));
        List<Person> crowd = Person.newcomers(system, 10, "liker");

        for (String action : List.of("like", "unlike", "like")) {
            pods.race(
                    CROWD,
                    turn -> pods.call(turn / 10, crowd.get(turn % 10), "POST", post + "like/", Map.of("action", action))
                            .expect(200));

            assertThat(author.get(post).get("likes_count").asInt())
                    .as("after ten of each: %s", action)
                    .isEqualTo(action.equals("like") ? 10 : 0);
        }
    }

    @Test
    void each_of_a_hundred_shares_at_once_counts() {
        String post = path(author.publish("Share me"));
        Person reader = Person.newcomer(system, "reader");

        pods.race(
                CROWD,
                turn -> pods.call(turn, reader, "POST", post + "share/", null).expect(200));

        assertThat(reader.get(post).get("shares_count").asInt()).isEqualTo(CROWD);
    }

    @Test
    void comments_while_their_post_is_deleted_are_there_before_or_refused() {
        Person reader = cast.add("reader").getFirst();
        for (int round = 0; round < BothApiPods.ROUNDS; round++) {
            JsonNode root = author.publish("Not for long");
            Map<String, Object> comment = Map.of("content", "Quick", "parent_id", root.get("id"));
            int turn = round;
            List<Callable<Answer>> attempts = new ArrayList<>();
            for (int i = 0; i < COMMENTS; i++) {
                int each = i;
                attempts.add(() -> pods.call(each, reader, "POST", "/api/posts/", comment));
            }
            attempts.add(COMMENTS / 2, () -> pods.call(turn, author, "DELETE", path(root), null));

            List<Answer> answers = pods.race(attempts);

            answers.remove(COMMENTS / 2).expect(204);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 201)
                    .allSatisfy(answer -> assertThat(
                                    answer.expect(400).get("errors").propertyNames())
                            .containsExactly("parent_id"));
            assertThat(system.count("SELECT count(*) FROM posts WHERE author_id IN (?, ?)", author.id(), reader.id()))
                    .as("posts and comments that are left")
                    .isZero();
            assertThatFramesTellOf(answers.stream()
                    .filter(answer -> answer.status() == 201)
                    .map(answer -> answer.expect(201).get("id").asLong())
                    .collect(Collectors.toSet()));
        }
        cast.expectNothingElse();
    }

    private void assertThatFramesTellOf(Set<Long> comments) {
        Set<Long> told = comments.stream()
                .map(any -> cast.next(author, "post_comment")
                        .get("comment")
                        .get("id")
                        .asLong())
                .collect(Collectors.toSet());
        assertThat(told).isEqualTo(comments);
    }

    private static String path(JsonNode post) {
        return "/api/posts/" + post.get("id").asLong() + "/";
    }
}
