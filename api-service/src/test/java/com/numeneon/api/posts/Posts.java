package com.numeneon.api.posts;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.TestUser;
import com.numeneon.contracts.json.ContractJson;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the tests of posts do and check again and again. */
final class Posts {

    static final String POSTS = "/api/posts/";

    private Posts() {}

    /** The post that was written. */
    static JsonNode publish(TestUser author, String json) {
        ApiAnswer answer = author.client().post(POSTS, json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    /** The id of an ordinary post. */
    static long post(TestUser author) {
        return publish(author, "{\"content\": \"a post\"}").path("id").asLong();
    }

    static long postOnWall(TestUser author, TestUser wallOwner) {
        return publish(author, "{\"content\": \"a post\", \"target_profile_id\": %d}".formatted(wallOwner.id()))
                .path("id")
                .asLong();
    }

    /** As the client comments: with nothing but the content and the parent. */
    static ApiAnswer tryComment(TestUser author, long parentId, String content) {
        return author.client()
                .post(
                        POSTS,
                        ContractJson.mapper()
                                .createObjectNode()
                                .put("content", content)
                                .put("parent_id", parentId)
                                .toString());
    }

    /** The comment that was written. */
    static JsonNode commented(TestUser author, long parentId, String content) {
        ApiAnswer answer = tryComment(author, parentId, content);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    /** The id of the comment that was written. */
    static long comment(TestUser author, long parentId, String content) {
        return commented(author, parentId, content).path("id").asLong();
    }

    /** The post as this user sees it. */
    static JsonNode seen(TestUser viewer, long postId) {
        ApiAnswer answer = viewer.client().get(path(postId));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static String path(long postId) {
        return POSTS + postId + "/";
    }

    static String replies(long postId) {
        return path(postId) + "replies/";
    }

    static String like(long postId) {
        return path(postId) + "like/";
    }

    static String share(long postId) {
        return path(postId) + "share/";
    }

    /** Of all posts there are, whoever made them. */
    static void assertCountersAreRows(JdbcClient database) {
        assertThat(database.sql("""
                                SELECT id, likes_count, comment_count, shares_count
                                FROM posts p
                                WHERE likes_count <> (SELECT count(*) FROM likes WHERE post_id = p.id)
                                    OR comment_count <> (SELECT count(*) FROM posts WHERE parent_id = p.id)
                                    OR shares_count <> (SELECT count(*) FROM shares WHERE post_id = p.id)
                                """).query().listOfRows())
                .as("posts whose counters are not the number of their rows")
                .isEmpty();
    }
}
