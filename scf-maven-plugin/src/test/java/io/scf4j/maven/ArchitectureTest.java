package io.scf4j.maven;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions of dependencies: goals, then what they do, then the cloud, then the model. */
@AnalyzeClasses(packages = "io.scf4j.maven", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String MAVEN = "org.apache.maven..";

  @ArchTest
  static final ArchRule dependencies_point_one_way =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("goals")
          .definedBy("io.scf4j.maven.mojo..")
          .layer("work")
          .definedBy(
              "io.scf4j.maven.packaging..",
              "io.scf4j.maven.deploy..",
              "io.scf4j.maven.invoke..",
              "io.scf4j.maven.report..",
              "io.scf4j.maven.local..",
              "io.scf4j.maven.project..")
          .layer("cloud")
          .definedBy("io.scf4j.maven.cloud..")
          .layer("model")
          .definedBy("io.scf4j.maven.model..")
          .whereLayer("goals")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("work")
          .mayOnlyBeAccessedByLayers("goals")
          .whereLayer("cloud")
          .mayOnlyBeAccessedByLayers("goals", "work")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("goals", "work", "cloud")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("io.scf4j.maven.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_cloud_port_does_not_know_who_implements_it =
      noClasses()
          .that()
          .resideInAPackage("io.scf4j.maven.cloud")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.scf4j.maven.cloud.*..");

  @ArchTest
  static final ArchRule only_the_goals_and_the_border_know_maven =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.scf4j.maven.mojo..", "io.scf4j.maven.project..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MAVEN, "javax.inject..", "org.codehaus.plexus.util..");

  @ArchTest
  static final ArchRule the_local_scf_knows_nothing_of_maven =
      noClasses()
          .that()
          .resideInAPackage("io.scf4j.maven.local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              MAVEN,
              "javax.inject..",
              "org.codehaus.plexus..",
              "org.eclipse.aether..",
              "io.scf4j.maven.mojo..",
              "io.scf4j.maven.project..");

  @ArchTest
  static final ArchRule only_the_adapter_knows_the_sdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.scf4j.maven.cloud.sdk..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.tencentcloudapi..");

  @ArchTest
  static final ArchRule only_the_adapter_knows_the_cos_sdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.scf4j.maven.cloud.cos..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.qcloud..", "org.apache.http..");

  @ArchTest
  static final ArchRule only_a_main_class_ends_the_process =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule only_the_main_class_of_the_local_scf_writes_to_standard_output =
      noClasses()
          .that(not(resideInAPackage("io.scf4j.maven.local..").and(simpleNameEndingWith("Main"))))
          .should()
          .accessField(System.class, "out");
}
