package org.amadeus.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** spark -> model -> data; nobody else knows Spark, and packages form no circles. */
class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.amadeus");

    @Test
    void sparkKnowsTheModelAndNobodyKnowsSpark() {
        noClasses()
                .that()
                .resideInAPackage("org.amadeus.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.amadeus.cli..", "org.amadeus.ui..", "org.amadeus.charts..", "org.amadeus.quant..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.amadeus.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.amadeus.spark..", "org.apache.spark..", "org.apache.hadoop..")
                .check(classes);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("org.amadeus.spark.(**)").should().beFreeOfCycles().check(classes);
    }
}
