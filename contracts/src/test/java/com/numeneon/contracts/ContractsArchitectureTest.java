package com.numeneon.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.numeneon.contracts", importOptions = ImportOption.DoNotIncludeTests.class)
class ContractsArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_SPRING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("a load generator, a tool or a service on another framework must be able to speak the contract");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("com.numeneon.contracts.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle between packages makes one package of them that nobody can read in parts");
}
