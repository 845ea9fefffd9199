package com.numeneon.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

class PagingTest {

    @Test
    void without_parameters_it_is_the_first_500() {
        Paging paging = paging(null);

        assertThat(paging.limit()).isEqualTo(500);
        assertThat(paging.before(1)).isEmpty();
        assertThat(paging.isRequested()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "ten", "1.5", "99999999999999999999"})
    void a_limit_out_of_bounds_is_refused(String limit) {
        assertThatExceptionOfType(InvalidFields.class)
                .isThrownBy(() -> paging("limit=" + limit))
                .satisfies(refusal -> assertThat(refusal.problem().errors()).containsOnlyKeys("limit"));
    }

    @Test
    void the_link_leads_to_the_page_after_the_key_and_keeps_the_other_parameters() {
        ResponseEntity<List<String>> answer = paging("username=J%C3%BCrgen&limit=2")
                .answer(List.of("a", "b"), PageKey.of(1_700_000_000_000_000L, 42L));

        String link = String.valueOf(answer.getHeaders().getFirst(HttpHeaders.LINK));
        assertThat(link).matches("</api/posts/\\?username=J%C3%BCrgen&limit=2&before=[\\w-]+>; rel=\"next\"");
        Paging next = paging(link.substring(link.indexOf('?') + 1, link.indexOf('>')));
        assertThat(next.before(2)).hasValue(PageKey.of(1_700_000_000_000_000L, 42L));
        assertThat(next.limit()).isEqualTo(2);
        assertThat(next.isRequested()).isTrue();
    }

    @Test
    void the_last_page_has_no_link() {
        assertThat(paging(null).answer(List.of(), null).getHeaders().containsHeader(HttpHeaders.LINK))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "MQ==", "MS4y", "!!!", "LTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "YWJj"})
    void a_key_that_no_answer_gave_is_refused(String before) {
        assertThatExceptionOfType(InvalidFields.class)
                .isThrownBy(() -> paging("before=" + before).before(3))
                .satisfies(refusal -> assertThat(refusal.problem().errors()).containsOnlyKeys("before"));
    }

    @Test
    void both_parameters_are_named_when_both_are_wrong() {
        assertThatExceptionOfType(InvalidFields.class)
                .isThrownBy(() -> paging("limit=0&before=zz"))
                .satisfies(refusal -> assertThat(refusal.problem().errors()).containsOnlyKeys("limit", "before"));
    }

    private static Paging paging(@Nullable String queryString) {
        return new Paging(Query.parse(queryString), "/api/posts/");
    }
}
