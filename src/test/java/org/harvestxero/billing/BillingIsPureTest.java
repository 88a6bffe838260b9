package org.harvestxero.billing;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.Set;

@AnalyzeClasses(packages = "org.harvestxero.billing", importOptions = ImportOption.DoNotIncludeTests.class)
class BillingIsPureTest {
    private static final Set<String> INEXACT = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
    private static final DescribedPredicate<JavaClass> BINARY_FRACTION =
            DescribedPredicate.describe("a binary fraction", type -> INEXACT.contains(type.getName()));

    @ArchTest
    static final ArchRule dependsOnJavaAndItselfOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.util..",
                    "org.jspecify..",
                    "org.harvestxero.billing..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("org.harvestxero.(billing..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule readsNoClock =
            noClasses().should().callMethodWhere(target(nameMatching("now|currentTimeMillis|nanoTime|systemDefault")));

    @ArchTest
    static final ArchRule keepsNoBinaryFraction = fields().should().notHaveRawType(BINARY_FRACTION);

    @ArchTest
    static final ArchRule returnsNoBinaryFraction = methods().should().notHaveRawReturnType(BINARY_FRACTION);

    @ArchTest
    static final ArchRule asksForNoBinaryFraction = noClasses()
            .should()
            .callMethodWhere(target(DescribedPredicate.describe(
                    "gives a binary fraction",
                    call -> call instanceof MethodCallTarget method
                            && INEXACT.contains(method.getRawReturnType().getName()))));

    @ArchTest
    static final ArchRule takesNoBinaryFraction = methods()
            .should(ArchConditions.not(ArchConditions.have(DescribedPredicate.<JavaMethod>describe(
                    "a binary fraction as a parameter",
                    method -> method.getRawParameterTypes().stream()
                            .anyMatch(type -> INEXACT.contains(type.getName()))))));
}
