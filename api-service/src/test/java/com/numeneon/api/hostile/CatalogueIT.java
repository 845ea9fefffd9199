package com.numeneon.api.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.MappedEndpoints;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueIT {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    @Test
    void the_catalogue_has_each_endpoint_that_is_mapped_and_no_other() {
        assertThat(Catalogue.all().stream().map(Endpoint::row)).doesNotHaveDuplicates();
        assertThat(Catalogue.all().stream().map(Endpoint::row).collect(Collectors.toSet()))
                .isEqualTo(MappedEndpoints.of(ApiService.shared()));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void each_variable_of_a_path_is_an_input(Endpoint endpoint) {
        Set<String> variables = VARIABLE.matcher(endpoint.pattern())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(endpoint.inputs(Place.PATH).stream().map(Input::name)).hasSameElementsAs(variables);
    }

    static Iterable<Endpoint> endpoints() {
        return Catalogue.all();
    }
}
