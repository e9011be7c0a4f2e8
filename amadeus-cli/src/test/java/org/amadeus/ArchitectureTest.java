package org.amadeus;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.runtime.ObjectMethods;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom: cli -> ui -> quant -> model -> data, beside it ui -> live -> model, cli -> web -> ui, charts -> model,
 * datavec -> data and the bundled model -> quant; and no circles between packages.
 */
class ArchitectureTest {
    /** Java files of a package, {@code package-info.java} among them. */
    private static final int LARGEST_PACKAGE = 20;

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
                .layer("web")
                .definedBy("org.amadeus.web..")
                .layer("ui")
                .definedBy("org.amadeus.ui..")
                .layer("charts")
                .definedBy("org.amadeus.charts..")
                .layer("datavec")
                .definedBy("org.amadeus.datavec..")
                .layer("quant")
                .definedBy("org.amadeus.quant..")
                .layer("live")
                .definedBy("org.amadeus.live..")
                .layer("model")
                .definedBy("org.amadeus.model..")
                .layer("data")
                .definedBy("org.amadeus.data..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("asap")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("web")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("ui")
                .mayOnlyBeAccessedByLayers("web", "cli")
                .whereLayer("charts")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("datavec")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("quant")
                .mayOnlyBeAccessedByLayers("asap", "ui", "web", "cli")
                .whereLayer("live")
                .mayOnlyBeAccessedByLayers("ui", "web", "cli")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("live", "quant", "charts", "asap", "ui", "web", "cli")
                .whereLayer("data")
                .mayOnlyBeAccessedByLayers("model", "datavec", "live", "quant", "charts", "asap", "ui", "web", "cli")
                .check(classes);
    }

    /** The live core runs wherever Java is compiled to: no device, thread, file or ND4J, and the time is said to it. */
    @Test
    void theLiveCoreIsPlain() {
        classes()
                .that()
                .resideInAPackage("org.amadeus.live..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "org.amadeus.live..",
                                "org.amadeus.data",
                                "org.amadeus.data.controls",
                                "org.amadeus.data.ending",
                                "org.amadeus.data.events",
                                "org.amadeus.data.notes",
                                "java.lang",
                                "java.util",
                                "java.util.function",
                                "java.util.stream")
                        .or(belongToAnyOf(
                                ChannelMessage.class,
                                Performer.class,
                                Sampling.class,
                                Guards.class,
                                VoiceSnapshot.class,
                                StepModel.class,
                                ModelConfig.class))
                        .or(equivalentTo(ObjectMethods.class))
                        .or(resideInAPackage("java.lang.invoke")))
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("org.amadeus.live..")
                .should()
                .dependOnClassesThat(belongToAnyOf(Thread.class, System.class))
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
                        "org.amadeus.data.ending",
                        "org.amadeus.data.events",
                        "org.amadeus.data.midi..",
                        "org.amadeus.data.notes",
                        "org.amadeus.model.generate..",
                        "org.amadeus.model.portable",
                        "org.amadeus.ui.studio.message",
                        "org.amadeus.web.engine",
                        "org.amadeus.web.portable",
                        "org.amadeus.web.simd")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "jdk.incubator..", "com.fasterxml..", "org.slf4j..")
                .check(classes);
    }

    /** Numbers are written alike in every country, as what reads them expects. */
    @Test
    void formatsNameTheirLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .check(classes);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("org.amadeus.(**)").should().beFreeOfCycles().check(classes);
    }

    /** Of any module, those that are not on this one's class path, too. */
    @Test
    void packagesAreSmall() throws IOException {
        Map<Path, Long> files;
        try (Stream<Path> all = Files.find(
                Path.of(".."),
                20,
                (file, kind) -> file.toString().endsWith(".java")
                        && file.toString().replace('\\', '/').contains("/src/main/java/"))) {
            files = all.collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        }
        assertTrue(files.size() > 50, () -> "the sources are not beside this module: " + files.keySet());
        files.values().removeIf(count -> count <= LARGEST_PACKAGE);
        assertEquals(Map.of(), files, "packages of more than " + LARGEST_PACKAGE + " files: split them");
    }
}
