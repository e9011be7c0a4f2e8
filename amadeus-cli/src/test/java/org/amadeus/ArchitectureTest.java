package org.amadeus;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom: cli -> ui -> quant -> model -> data, and no circles between packages. */
class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.amadeus");

    @Test
    void modulesKnowOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy("org.amadeus.cli..")
                .layer("ui")
                .definedBy("org.amadeus.ui..")
                .layer("quant")
                .definedBy("org.amadeus.quant..")
                .layer("model")
                .definedBy("org.amadeus.model..")
                .layer("data")
                .definedBy("org.amadeus.data..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("ui")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("quant")
                .mayOnlyBeAccessedByLayers("ui", "cli")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("quant", "ui", "cli")
                .check(classes);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("org.amadeus.(**)").should().beFreeOfCycles().check(classes);
    }
}
