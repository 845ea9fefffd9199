package com.numeneon.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "com.numeneon.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ApiArchitectureTest {

    private static final String BASE = "com.numeneon.api.";

    /** What each package may use of the others; a package that is not named here fails the test. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("training", Set.of()),
            Map.entry("settings", Set.of()),
            Map.entry("tracing", Set.of("settings")),
            Map.entry("digest", Set.of()),
            Map.entry("web", Set.of("settings", "tracing")),
            Map.entry("docs", Set.of("web")),
            Map.entry("database", Set.of("settings")),
            Map.entry("duties", Set.of("database")),
            Map.entry("operations", Set.of("settings")),
            Map.entry("invariants", Set.of("database", "duties", "operations")),
            Map.entry("idempotency", Set.of("digest", "web", "database", "duties")),
            Map.entry("outbox", Set.of("settings", "tracing", "database", "operations")),
            Map.entry("security", Set.of("settings", "digest", "web", "database", "duties", "outbox")),
            Map.entry("accounts", Set.of("web", "database", "invariants", "security")),
            Map.entry("friends", Set.of("web", "database", "invariants", "outbox", "accounts")),
            Map.entry("messages", Set.of("web", "database", "invariants", "outbox", "accounts", "friends")),
            Map.entry("posts", Set.of("web", "database", "invariants", "outbox", "accounts", "friends")));

    @ArchTest
    static void packages_depend_only_on_those_below_them(JavaClasses all) {
        classes()
                .that(not(resideInAPackage("com.numeneon.api")))
                .should()
                .resideInAnyPackage(ALLOWED.keySet().stream().map(BASE::concat).toArray(String[]::new))
                .because("a new package says here what it may depend on")
                .check(all);
        ALLOWED.forEach((from, to) -> noClasses()
                .that()
                .resideInAPackage(BASE + from)
                .should()
                .dependOnClassesThat(resideInAPackage("com.numeneon.api..")
                        .and(not(resideInAnyPackage(Stream.concat(Stream.of(from), to.stream())
                                .map(BASE::concat)
                                .toArray(String[]::new)))))
                .because("posts and messages build on friends, these on accounts, all on what is shared;"
                        + " the other way round nobody could change one without the other")
                .allowEmptyShould(true)
                .check(all));
    }

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("com.numeneon.api.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle between packages makes one package of them that nobody can read in parts");

    @ArchTest
    static final ArchRule INTERNALS_STAY_INSIDE = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Configuration.class)
            .or()
            .haveSimpleNameEndingWith("Table")
            .should()
            .bePackagePrivate()
            .because("what a feature serves, how it is put together and which rows it keeps are its own affair:"
                    + " others use the few types that it makes public");

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = NO_CLASSES_SHOULD_USE_FIELD_INJECTION.because(
            "a constructor shows what a class needs, and a test can call it");

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS =
            NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because("what is said goes to the log, with its trace");

    @ArchTest
    static final ArchRule NO_JACKSON_2 = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "com.fasterxml.jackson.core..",
                    "com.fasterxml.jackson.databind..",
                    "com.fasterxml.jackson.datatype.."))
            .because("two generations of Jackson write the same object in two ways; only the annotations are shared");

    @ArchTest
    static final ArchRule TIME_AND_IDS_ARE_HANDED_IN = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("com.numeneon.api.Sources")
            .and()
            .haveSimpleNameNotEndingWith("SettingsCheck")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a test must be able to say what time it is");

    @ArchTest
    static final ArchRule MAPPINGS_HAVE_NO_TRAILING_SLASH = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(RestController.class)
            .should(new ArchCondition<>("be mapped without a trailing slash") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    for (String path : paths(method)) {
                        events.add(new SimpleConditionEvent(
                                method, path.equals("/") || !path.endsWith("/"), method.getFullName() + " " + path));
                    }
                }
            })
            .because("the slash is taken off every request before it is matched, so such an endpoint is never reached");

    private static String[] paths(JavaMethod method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.reflect(), RequestMapping.class);
        return mapping == null ? new String[0] : mapping.path();
    }

    @ArchTest
    static void the_rules_see_the_whole_service(JavaClasses all) {
        Set<String> seen = all.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(seen).contains(BASE + "web", BASE + "accounts", BASE + "security");
    }
}
