package io.sidecart.runners.direct;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;

/** What the modules' dependencies alone cannot say. */
@AnalyzeClasses(packages = "io.sidecart", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule DEPENDENCIES_RUN_ONE_WAY =
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

  @ArchTest
  static final ArchRule THE_MODEL_DOES_NO_IO =
      noClasses()
          .that()
          .resideInAPackage("io.sidecart.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..");

  @ArchTest
  static final ArchRule ONLY_RUNNERS_NAME_A_RUNNER =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sidecart.runners..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.beam.runners..");

  @ArchTest
  static final ArchRule ONLY_TRAIN_NAMES_SPARK =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.sidecart.pipelines.train..", "io.sidecart.runners..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule TRANSFORMS_NEVER_SEE_OPTIONS =
      noClasses()
          .that()
          .resideInAnyPackage("io.sidecart.transforms..", "io.sidecart.cql..")
          .should()
          .dependOnClassesThat(assignableTo(PipelineOptions.class));

  @ArchTest
  static final ArchRule DO_FNS_ARE_NAMED =
      classes().that().areAssignableTo(DoFn.class).should().notBeAnonymousClasses();

  @ArchTest
  static final ArchRule STATICS_ARE_FINAL = fields().that().areStatic().should().beFinal();
}
