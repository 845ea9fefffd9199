package com.numeneon.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.hostile.Catalogue;
import com.numeneon.api.hostile.Draft;
import com.numeneon.api.hostile.Endpoint;
import com.numeneon.api.testing.Cast;
import com.numeneon.api.testing.SentStatements;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The number of statements that a request sends, and that it does not depend on how much there is to show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementCountsIT {

    /** Those that answer with one thing, or with what no statement is needed for. */
    private static final Set<String> NO_LISTS = Set.of(
            "GET /api/auth/users/{username}",
            "GET /",
            "GET /docs",
            "GET /docs/{file}",
            "GET /api",
            "GET /.well-known/jwks.json",
            "GET /api/auth/me",
            "GET /api/posts/{postId}");

    private final Laboratory laboratory = Laboratory.open();

    @AfterAll
    void close() {
        laboratory.close();
    }

    @Test
    void each_endpoint_that_reads_is_known_to_be_a_list_or_not() {
        Set<String> known = new TreeSet<>(NO_LISTS);
        Lists.all().forEach(list -> known.add(list.row()));

        assertThat(Catalogue.all().stream()
                        .map(Endpoint::row)
                        .filter(row -> row.startsWith("GET "))
                        .collect(Collectors.toSet()))
                .isEqualTo(known);
    }

    /** A change of a number is a decision: a statement more is a round trip more for each of these requests. */
    @Test
    void each_request_sends_as_many_statements_as_it_always_did() {
        assertThat(Catalogue.all().stream()
                        .map(endpoint -> line(
                                endpoint.row(),
                                statements(endpoint, endpoint.goodRequest(new Cast(laboratory.service())))
                                        .size())))
                .containsExactlyElementsOf("""
                        GET /                                                 0
                        GET /api                                              0
                        GET /.well-known/jwks.json                            0
                        GET /docs                                             0
                        GET /docs/{file}                                      0
                        POST /api/auth/signup                                 2
                        POST /api/auth/login                                  7
                        POST /api/auth/token/refresh                          1
                        POST /api/auth/logout                                 3
                        GET /api/auth/me                                      1
                        PATCH /api/auth/profile                               2
                        PUT /api/auth/profile/{id}                            2
                        GET /api/auth/search                                  1
                        GET /api/auth/users/{username}                        1
                        GET /api/friends                                      1
                        GET /api/friends/requests                             1
                        GET /api/friends/suggestions                          1
                        POST /api/friends/request/{userId}                   10
                        POST /api/friends/accept/{requestId}                 11
                        POST /api/friends/decline/{requestId}                 5
                        DELETE /api/friends/cancel/{userId}                   5
                        DELETE /api/friends/remove/{userId}                   5
                        GET /api/messages                                     1
                        GET /api/messages/conversations                       1
                        GET /api/messages/conversation/{userId}               2
                        POST /api/messages                                    4
                        POST /api/messages/read_all                           5
                        POST /api/messages/conversation/{userId}/read         5
                        PATCH /api/messages/{messageId}/read                  5
                        GET /api/posts                                        2
                        POST /api/posts                                       6
                        GET /api/posts/{postId}                               2
                        PATCH /api/posts/{postId}                             7
                        PUT /api/posts/{postId}                               7
                        DELETE /api/posts/{postId}                            4
                        GET /api/posts/{postId}/replies                       2
                        POST /api/posts/{postId}/like                         6
                        POST /api/posts/{postId}/share                        6
                        """.lines().toList());
    }

    @Test
    void a_list_of_fifty_people_takes_no_statement_more_than_a_list_of_one() {
        assertThat(Lists.all()).allSatisfy(list -> {
            List<Integer> counts = Stream.of(1, 10, 50)
                    .map(size -> statements(list, size).size())
                    .toList();
            assertThat(Set.copyOf(counts))
                    .as("statements of 1, 10 and 50 entries: %s", counts)
                    .hasSize(1);
        });
    }

    private List<SentStatements.Sent> statements(Lists list, int size) {
        Cast cast = new Cast(laboratory.service());
        Endpoint endpoint = endpoint(list.row());
        Draft request = endpoint.goodRequest(cast);
        list.request().accept(cast, request);
        for (int i = 0; i < size; i++) {
            list.more().accept(cast, request.id());
        }
        Laboratory.Observed observed = laboratory.observe(request, endpoint.status());
        assertThat(observed.answer().json().size())
                .as("entries of %s", list)
                .isGreaterThanOrEqualTo(Math.min(size, list.most()));
        return observed.statements();
    }

    private List<SentStatements.Sent> statements(Endpoint endpoint, Draft request) {
        return laboratory.observe(request, endpoint.status()).statements();
    }

    private static String line(String row, int statements) {
        return "%-50s%5d".formatted(row, statements);
    }

    private static Endpoint endpoint(String row) {
        return Catalogue.all().stream()
                .filter(endpoint -> endpoint.row().equals(row))
                .findFirst()
                .orElseThrow();
    }
}
