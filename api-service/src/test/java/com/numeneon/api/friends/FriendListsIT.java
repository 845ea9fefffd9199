package com.numeneon.api.friends;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.Pages;
import com.numeneon.api.testing.TestUser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FriendListsIT {

    private static final String FRIENDS = "/api/friends/";

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);

    @Test
    @Covers("GET /api/friends/")
    void friends_are_listed_by_name() {
        List<TestUser> others = new ArrayList<>();
        for (String prefix : List.of("zoe", "Bea", "ann")) {
            TestUser other = TestUser.signUp(service, prefix + "-" + TestUser.freshName());
            other.befriend(alice);
            others.addFirst(other);
        }

        assertThat(Json.ids(alice.client().list(FRIENDS)))
                .containsExactlyElementsOf(others.stream().map(TestUser::id).toList());
    }

    @Test
    @Covers("GET /api/friends/requests/")
    void requests_are_listed_newest_first_page_by_page() {
        List<Long> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newestFirst.addFirst(TestUser.signUp(service).ask(alice));
        }

        List<List<JsonNode>> pages = Pages.from(alice.client(), FRIENDS + "requests/?direction=incoming&limit=2");

        assertThat(pages).hasSize(3);
        assertThat(Json.ids(pages.stream().flatMap(List::stream).toList())).containsExactlyElementsOf(newestFirst);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direction=sideways", "limit=0", "before=abc"})
    @Covers("GET /api/friends/requests/")
    void a_wrong_parameter_is_refused_by_name(String query) {
        ApiAnswer answer = alice.client().get(FRIENDS + "requests/?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors(query.substring(0, query.indexOf('=')))).isNotEmpty();
    }
}
