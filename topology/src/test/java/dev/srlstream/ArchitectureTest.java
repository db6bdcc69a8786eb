package dev.srlstream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the code to the dependency rules of the design: who may know which library, and which way arrows run. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.srlstream");

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.srlstream.(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void onlyModelKnowsDjl() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.srlstream.model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CODE);
    }

    @Test
    void onlyStreamKnowsKafkaStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.srlstream.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(CODE);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.srlstream.cli..", "dev.srlstream.quickstart..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CODE);
    }

    @Test
    void labellingIsFreeOfKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.srlstream.sentence..",
                        "dev.srlstream.wordpiece..",
                        "dev.srlstream.inference..",
                        "dev.srlstream.decode..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CODE);
    }

    @Test
    void theWarmUpKnowsNothingOfSentencesOrKafka() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.srlstream.statedict..",
                        "dev.srlstream.weights..",
                        "dev.srlstream.refusal..",
                        "dev.srlstream.pickle..",
                        "dev.srlstream.audit..",
                        "dev.srlstream.archive..",
                        "dev.srlstream.configuration..",
                        "dev.srlstream.checkpoint..",
                        "dev.srlstream.reconcile..",
                        "dev.srlstream.compare..",
                        "dev.srlstream.torchscript..",
                        "dev.srlstream.model..",
                        "dev.srlstream.warmup..",
                        "dev.srlstream.repair..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "org.apache.kafka..",
                        "dev.srlstream.sentence..",
                        "dev.srlstream.wordpiece..",
                        "dev.srlstream.inference..",
                        "dev.srlstream.decode..",
                        "dev.srlstream.config..",
                        "dev.srlstream.change..",
                        "dev.srlstream.stream..",
                        "dev.srlstream.operations..",
                        "dev.srlstream.console..",
                        "dev.srlstream.input..",
                        "dev.srlstream.topics..",
                        "dev.srlstream.diagnosis..",
                        "dev.srlstream.cli..")
                .check(CODE);
    }

    @Test
    void nothingKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.srlstream.cli..", "dev.srlstream.quickstart..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.srlstream.cli..")
                .check(CODE);
    }
}
