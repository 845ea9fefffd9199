package com.numeneon.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiAnswer;
import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
import com.numeneon.api.testing.Json;
import com.numeneon.api.testing.TestUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every test has people with names of its own, as all search among the users of all tests. */
@Covers("GET /api/auth/search/")
class SearchIT {

    private static final String SEARCH = "/api/auth/search/";

    private final ApiService service = ApiService.shared();
    private final TestUser alice = TestUser.signUp(service);

    @Test
    void somebody_found_has_a_name_and_a_picture_and_no_address() {
        TestUser bob = TestUser.signUp(service);
        String picture = "https://pictures.example/bob.png";
        bob.client()
                .send(
                        "PATCH",
                        "/api/auth/profile/",
                        Json.object("avatar", picture, "first_name", "Xerxes", "last_name", "Bobson"));

        ApiAnswer answer = alice.client().get(SEARCH + "?q=xerxes");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().isArray()).isTrue();
        JsonNode found = answer.json().path(0);
        assertThat(found.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "username", "first_name", "last_name", "profile_picture", "avatar", "has_mystudio");
        assertThat(found.path("id").isIntegralNumber()).isTrue();
        assertThat(found.path("id").asLong()).isEqualTo(bob.id());
        assertThat(found.path("username").asString()).isEqualTo(bob.username());
        assertThat(found.path("first_name").asString()).isEqualTo("Xerxes");
        assertThat(found.path("last_name").asString()).isEqualTo("Bobson");
        assertThat(found.path("profile_picture").asString()).isEqualTo(picture);
        assertThat(found.path("avatar").asString()).isEqualTo(picture);
        assertThat(found.path("has_mystudio").isBoolean()).isTrue();
        assertThat(found.path("has_mystudio").asBoolean()).isFalse();
    }

    @Test
    void two_characters_are_the_beginning_of_any_name() {
        long username = named("yx-the-first", "");
        long firstName = named(TestUser.freshName(), "Yxa Ander");
        long lastName = named(TestUser.freshName(), "Ander Yxb");
        long inside = named("ayx" + TestUser.freshName(), "Ayx Byx");

        assertThat(found("yx")).contains(username, firstName, lastName).doesNotContain(inside);
        assertThat(found("YX")).contains(username, firstName, lastName);
    }

    @Test
    void three_characters_may_stand_anywhere_in_a_name() {
        long username = named("the-wumpus-1", "");
        long firstName = named(TestUser.freshName(), "Swumpus Ander");
        long lastName = named(TestUser.freshName(), "Ander Bowumpusky");

        assertThat(found("ump")).contains(username, firstName, lastName);
        assertThat(found("  WUMPUS  ")).containsExactlyInAnyOrder(username, firstName, lastName);
    }

    @Test
    void first_and_last_name_are_found_as_they_are_shown() {
        long ada = named(TestUser.freshName(), "Adalmina Loveplace");

        assertThat(found("adalmina love")).containsExactly(ada);
        assertThat(found("na lo")).contains(ada);
    }

    @Test
    void the_username_comes_first_then_the_prefixes() {
        long inside = named("a-quokka", "");
        long lastName = named("b-" + TestUser.freshName(), "Zoe Quokkason");
        long firstName = named("a-" + TestUser.freshName(), "Quokkadaughter");
        long prefix = named("quokka.2", "");
        long exact = named("Quokka", "Zoe");

        assertThat(found("quokkA")).containsExactly(exact, prefix, firstName, lastName, inside);
    }

    @Test
    void upper_and_lower_case_are_the_same_in_every_alphabet() {
        long id = named(TestUser.freshName(), "Özlem Ωmega");

        assertThat(found("öz")).contains(id);
        assertThat(found("ÖZLEM")).containsExactly(id);
        assertThat(found("ωMEGA")).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "pct 100%sure, 100%s, 100_s",
        "und snake_case, ake_cas, ake%cas",
        "bck back\\slash, ck\\sla, ck\\\\sla",
        "dot x.y!z, x.y!z, x_y!z",
        "pun ?!?, ?!?, %!%",
        "two a-jklq, a-jk, a_jk"
    })
    void what_means_something_in_a_pattern_means_itself(String name, String text, String other) {
        long id = named(TestUser.freshName(), name);

        assertThat(found(text)).contains(id);
        assertThat(found(other)).doesNotContain(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%", "__", "\\\\", "%%%", "___", "\\\\\\", "%_%"})
    void wildcards_alone_find_nobody(String text) {
        assertThat(found(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?q=", "?q=%20", "?q=x", "?q=%20x%20", "?other=1"})
    void for_less_than_two_characters_the_newest_are_shown(String query) {
        TestUser older = TestUser.signUp(service);
        TestUser newer = TestUser.signUp(service);
        TestUser caller = TestUser.signUp(service);

        List<Long> found = Json.ids(caller.client().list(SEARCH + query));

        assertThat(found)
                .startsWith(newer.id(), older.id())
                .doesNotContain(caller.id())
                .hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void at_most_twenty_are_shown_however_they_were_found() {
        List<Long> all = new ArrayList<>();
        for (int i = 10; i < 35; i++) {
            all.add(named("many-" + i + "-marmots", i < 20 ? "Marmot" : ""));
        }

        assertThat(found("ma")).hasSize(20);
        assertThat(found("many-")).containsExactlyElementsOf(all.subList(0, 20));
        assertThat(found("marmot")).hasSize(20).startsWith(all.subList(0, 10).toArray(Long[]::new));
        assertThat(Json.ids(alice.client().list(SEARCH))).hasSize(20);
    }

    @Test
    void nobody_finds_themselves() {
        assertThat(found(alice.username())).doesNotContain(alice.id());
        assertThat(Json.ids(TestUser.signUp(service).client().list(SEARCH + "?q=" + alice.username())))
                .startsWith(alice.id());
    }

    @Test
    void an_address_finds_nobody() {
        TestUser bob = TestUser.signUp(service, "bob." + TestUser.freshName());

        assertThat(found(bob.email())).isEmpty();
        assertThat(found("@example.org")).isEmpty();
        assertThat(alice.client().get(SEARCH + "?q=" + bob.username()).text())
                .contains(bob.username())
                .doesNotContain("@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%00b", "%00", "a%00", "ab%00"})
    void a_text_with_nul_is_refused_by_name(String encoded) {
        ApiAnswer answer = alice.client().get(SEARCH + "?q=" + encoded);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors("q")).hasSize(1);
    }

    @Test
    void a_text_longer_than_any_name_is_refused_by_name() {
        assertThat(alice.client().get(SEARCH + "?q=" + encoded("ö".repeat(150))).status())
                .isEqualTo(200);

        ApiAnswer answer = alice.client().get(SEARCH + "?q=" + encoded("ö".repeat(151)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors("q")).singleElement().asString().contains("at most 150");
    }

    @Test
    void only_users_may_search() {
        assertThat(service.client().get(SEARCH + "?q=anybody").status()).isEqualTo(401);
    }

    private List<Long> found(String text) {
        return Json.ids(alice.client().list(SEARCH + "?q=" + encoded(text)));
    }

    private long named(String username, String displayName) {
        ApiAnswer answer = service.client()
                .post(
                        "/api/auth/signup/",
                        Json.object(
                                "username",
                                username,
                                "email",
                                TestUser.freshName() + "@example.org",
                                "password",
                                "correct horse battery",
                                "display_name",
                                displayName));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().path("user").path("id").asLong();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
