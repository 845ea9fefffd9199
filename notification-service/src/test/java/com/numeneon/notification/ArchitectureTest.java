package com.numeneon.notification;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.numeneon.contracts.token.SigningKey;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.numeneon.notification", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_DATABASE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
            .because("a pod takes all it needs from the token, the event and the topics; that makes it disposable");

    @ArchTest
    static final ArchRule SIGNS_NOTHING = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(SigningKey.class)
            .because("whoever holds the signing key can be anybody, and this service faces the internet");

    @ArchTest
    static final ArchRule DELIVERY_IS_PURE = classes()
            .that()
            .resideInAPackage("com.numeneon.notification.delivery")
            .should()
            .onlyDependOnClassesThat(resideInAPackage("com.numeneon.notification.delivery")
                    .or(resideInAPackage("com.numeneon.contracts.event"))
                    .or(resideInAPackage("com.numeneon.contracts.frame"))
                    .or(resideInAPackage("com.numeneon.contracts.user"))
                    .or(resideInAPackage("java.lang.."))
                    .or(resideInAPackage("java.util"))
                    .or(resideInAPackage("java.time"))
                    .or(resideInAPackage("org.jspecify.annotations")))
            .because("live push, resume and replay must give the same frames: no clock, no network, no framework");

    @ArchTest
    static final ArchRule KAFKA_STAYS_IN_ITS_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("com.numeneon.notification.consumer")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("the rest is tested without a broker");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("com.numeneon.notification.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle between packages makes one package of them that nobody can read in parts");
}
