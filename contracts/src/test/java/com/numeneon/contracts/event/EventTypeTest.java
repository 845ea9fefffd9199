package com.numeneon.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class EventTypeTest {

    @Test
    void every_event_is_in_the_catalogue_once() {
        var inCatalogue =
                Arrays.stream(EventType.values()).map(EventType::eventClass).toList();

        assertThat(inCatalogue).doesNotHaveDuplicates();
        assertThat(new HashSet<Class<?>>(inCatalogue))
                .isEqualTo(new HashSet<Class<?>>(Arrays.asList(DomainEvent.class.getPermittedSubclasses())));
    }

    @Test
    void a_name_on_the_wire_says_what_happened_and_its_version() {
        assertThat(EventType.values())
                .extracting(EventType::wireName)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z_]+\\.[a-z_]+\\.v\\d+"));
    }

    @Test
    void both_directions_of_a_pair_share_a_key() {
        assertThat(EventKeys.pair(9, 3)).isEqualTo(EventKeys.pair(3, 9)).isEqualTo("pair:3-9");
    }
}
