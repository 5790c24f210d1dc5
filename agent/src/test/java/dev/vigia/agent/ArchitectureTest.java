package dev.vigia.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules that keep the packages apart. */
@AnalyzeClasses(packages = "dev.vigia.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String AGENT = "dev.vigia.agent.";

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.vigia.agent.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theCoreIsPure = classes()
            .that()
            .resideInAPackage(AGENT + "chat")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.vigia.api", AGENT + "chat", "org.jspecify.."));

    @ArchTest
    static final ArchRule theCoreKnowsNeitherClockNorThreadsNorFiles = noClasses()
            .that()
            .resideInAPackage(AGENT + "chat")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent.."))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule httpIsInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(AGENT + "zapi")
            .should()
            .dependOnClassesThat(resideInAnyPackage("okhttp3.."));

    @ArchTest
    static final ArchRule jsonIsReadWhereItComesIn = noClasses()
            .that()
            .resideOutsideOfPackages(AGENT + "zapi", AGENT + "event", AGENT + "simulator")
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.squareup.moshi..", "okio.."));

    @ArchTest
    static final ArchRule sqlIsInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(AGENT + "store")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "org.sqlite..", "org.flywaydb.."));

    @ArchTest
    static final ArchRule hoconIsInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(AGENT + "config")
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.typesafe.config.."));

    @ArchTest
    static final ArchRule guiceIsInModulesAndAtTheEntry = noClasses()
            .that(simpleNameEndingWith("Module").negate())
            .and()
            .doNotHaveFullyQualifiedName(Agent.class.getName())
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.google.inject.."));

    @ArchTest
    static final ArchRule onlyCommandsSimulate = noClasses()
            .that()
            .resideOutsideOfPackages(AGENT + "simulator", AGENT + "cli")
            .should()
            .dependOnClassesThat(resideInAnyPackage(AGENT + "simulator"));

    @ArchTest
    static final ArchRule theSimulatorKnowsNothingOfTheAgent = noClasses()
            .that()
            .resideInAPackage(AGENT + "simulator")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    AGENT + "zapi",
                    AGENT + "chat",
                    AGENT + "store",
                    AGENT + "poll",
                    AGENT + "config",
                    AGENT + "account"));

    @ArchTest
    static final ArchRule thoseWhoLookAndThoseWhoDeliverDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage(AGENT + "poll")
            .should()
            .dependOnClassesThat(resideInAnyPackage(AGENT + "dispatch"))
            .orShould()
            .dependOnClassesThat(resideInAnyPackage(AGENT + "plugin"));

    @ArchTest
    static final ArchRule callsAreKnownToThoseWhoMakeAndStoreThem = noClasses()
            .that()
            .resideOutsideOfPackages(AGENT + "plugin", AGENT + "dispatch", AGENT + "store", AGENT + "config")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.vigia.calls.."));

    @ArchTest
    static final ArchRule nobodyDependsOnTheConfigurationButWhoStartsOrChangesTheAgent = noClasses()
            .that()
            .resideOutsideOfPackages(AGENT + "config", AGENT + "reload", AGENT + "cli", "dev.vigia.agent")
            .should()
            .dependOnClassesThat(resideInAnyPackage(AGENT + "config"));
}
