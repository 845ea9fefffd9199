package com.numeneon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.ContractRow;
import com.numeneon.api.testing.MappedEndpoints;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** Each endpoint has a test that says so, and each test that says so is about an endpoint. */
class ContractRowsIT {

    private final JavaClasses tests = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("com.numeneon.api");

    @Test
    void each_endpoint_is_a_row_that_is_tested_and_each_tested_row_is_an_endpoint() {
        Set<String> tested = Stream.concat(
                        tests.stream().map(ContractRowsIT::rows),
                        tests.stream()
                                .flatMap(type -> type.getMethods().stream())
                                .map(ContractRowsIT::rows))
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> served = MappedEndpoints.of(ApiService.shared()).stream()
                .map(MappedEndpoints::normalized)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tested).isEqualTo(served);
    }

    @Test
    void a_row_stands_on_a_test_or_on_a_class_of_tests() {
        assertThat(tests.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(ContractRow.class) && !isTest(method)))
                .isEmpty();
        assertThat(tests.stream()
                        .filter(type -> type.isAnnotatedWith(ContractRow.class)
                                && type.getMethods().stream().noneMatch(ContractRowsIT::isTest)))
                .isEmpty();
    }

    private static boolean isTest(JavaMethod method) {
        return method.isMetaAnnotatedWith(Testable.class);
    }

    private static Set<String> rows(HasAnnotations<?> annotated) {
        return annotated.tryGetAnnotationOfType(ContractRow.class).stream()
                .flatMap(row -> Stream.of(row.value()))
                .map(MappedEndpoints::normalized)
                .collect(Collectors.toSet());
    }
}
