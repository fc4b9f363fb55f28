package io.sidecart.runners.launcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.junit.jupiter.api.Test;

/** What the modules' dependencies alone cannot say. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sidecart");

  @Test
  void dependenciesRunOneWay() {
    ArchRule rule =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model")
            .definedBy("io.sidecart.model..")
            .layer("transforms")
            .definedBy("io.sidecart.transforms..")
            .layer("cql")
            .definedBy("io.sidecart.cql..")
            .layer("pipelines")
            .definedBy("io.sidecart.pipelines..")
            .layer("runners")
            .definedBy("io.sidecart.runners..")
            .whereLayer("runners")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("pipelines")
            .mayOnlyBeAccessedByLayers("runners")
            .whereLayer("cql")
            .mayOnlyBeAccessedByLayers("pipelines", "runners")
            .whereLayer("transforms")
            .mayOnlyBeAccessedByLayers("cql", "pipelines", "runners");

    rule.check(CLASSES);
  }

  @Test
  void theModelDoesNoIo() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("io.sidecart.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..");

    rule.check(CLASSES);
  }

  @Test
  void onlyRunnersNameARunner() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("io.sidecart.runners..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.beam.runners..");

    rule.check(CLASSES);
  }

  @Test
  void onlyTrainNamesSpark() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages("io.sidecart.pipelines.train..", "io.sidecart.runners..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark..");

    rule.check(CLASSES);
  }

  @Test
  void transformsNeverSeeOptions() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage("io.sidecart.transforms..", "io.sidecart.cql..")
            .should()
            .dependOnClassesThat(assignableTo(PipelineOptions.class));

    rule.check(CLASSES);
  }

  @Test
  void doFnsAreNamed() {
    ArchRule rule = classes().that().areAssignableTo(DoFn.class).should().notBeAnonymousClasses();

    rule.check(CLASSES);
  }

  @Test
  void staticsAreFinal() {
    ArchRule rule = fields().that().areStatic().should().beFinal();

    rule.check(CLASSES);
  }
}
