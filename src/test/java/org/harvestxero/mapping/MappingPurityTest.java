package org.harvestxero.mapping;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class MappingPurityTest {
    private final JavaClasses mapping =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.harvestxero.mapping");

    @Test
    void mappingKnowsOnlyJavaAndBilling() {
        classes()
                .that()
                .resideInAPackage("org.harvestxero.mapping..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "org.harvestxero.mapping..", "org.harvestxero.billing..")
                .check(mapping);
    }

    @Test
    void mappingReadsNoClock() {
        noClasses()
                .should()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .check(mapping);
    }

    @Test
    void mappingCountsWithoutFloatingPoint() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Double.class, Float.class)
                .orShould()
                .callConstructor(java.math.BigDecimal.class, double.class)
                .check(mapping);
    }
}
