package org.amadeus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom: cli -> ui -> quant -> model -> data, beside it charts -> model, datavec -> data and the bundled
 * model -> quant; and no circles between packages.
 */
class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.amadeus");

    @Test
    void modulesKnowOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.amadeus..")
                .layer("cli")
                .definedBy("org.amadeus.cli..")
                .layer("asap")
                .definedBy("org.amadeus.asap..")
                .layer("ui")
                .definedBy("org.amadeus.ui..")
                .layer("charts")
                .definedBy("org.amadeus.charts..")
                .layer("datavec")
                .definedBy("org.amadeus.datavec..")
                .layer("quant")
                .definedBy("org.amadeus.quant..")
                .layer("model")
                .definedBy("org.amadeus.model..")
                .layer("data")
                .definedBy("org.amadeus.data..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("asap")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("ui")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("charts")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("datavec")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("quant")
                .mayOnlyBeAccessedByLayers("asap", "ui", "cli")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("quant", "charts", "asap", "ui", "cli")
                .whereLayer("data")
                .mayOnlyBeAccessedByLayers("model", "datavec", "quant", "charts", "asap", "ui", "cli")
                .check(classes);
    }

    /** What a browser is to run, too, is plain Java. */
    @Test
    void portablePackagesNeedJavaAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.amadeus.data",
                        "org.amadeus.data.controls",
                        "org.amadeus.data.events",
                        "org.amadeus.data.midi",
                        "org.amadeus.data.notes",
                        "org.amadeus.model.generate",
                        "org.amadeus.model.portable",
                        "org.amadeus.quant.portable")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "jdk.incubator..", "com.fasterxml..", "org.slf4j..")
                .check(classes);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("org.amadeus.(**)").should().beFreeOfCycles().check(classes);
    }
}
