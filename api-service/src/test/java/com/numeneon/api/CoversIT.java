package com.numeneon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.numeneon.api.testing.ApiService;
import com.numeneon.api.testing.Covers;
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
class CoversIT {

    private final JavaClasses tests = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("com.numeneon.api");

    @Test
    void each_endpoint_is_covered_and_each_that_is_covered_is_an_endpoint() {
        Set<String> covered = Stream.concat(
                        tests.stream().map(CoversIT::covered),
                        tests.stream()
                                .flatMap(type -> type.getMethods().stream())
                                .map(CoversIT::covered))
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> served = MappedEndpoints.of(ApiService.shared()).stream()
                .map(MappedEndpoints::normalized)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(covered).isEqualTo(served);
    }

    @Test
    void it_stands_on_a_test_or_on_a_class_of_tests() {
        assertThat(tests.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Covers.class) && !isTest(method)))
                .isEmpty();
        assertThat(tests.stream()
                        .filter(type -> type.isAnnotatedWith(Covers.class)
                                && type.getMethods().stream().noneMatch(CoversIT::isTest)))
                .isEmpty();
    }

    private static boolean isTest(JavaMethod method) {
        return method.isMetaAnnotatedWith(Testable.class);
    }

    private static Set<String> covered(HasAnnotations<?> annotated) {
        return annotated.tryGetAnnotationOfType(Covers.class).stream()
                .flatMap(covers -> Stream.of(covers.value()))
                .map(MappedEndpoints::normalized)
                .collect(Collectors.toSet());
    }
}
