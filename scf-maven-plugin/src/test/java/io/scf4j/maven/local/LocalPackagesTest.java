package io.scf4j.maven.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The local SCF knows nothing of Maven or of the SDK, and its packages depend one way. */
@AnalyzeClasses(
    packages = "io.scf4j.maven.local",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LocalPackagesTest {

  @ArchTest
  static final ArchRule STANDS_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.maven..", "com.tencentcloudapi..", "io.scf4j.maven.mojo..");

  @ArchTest
  static final ArchRule ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("local")
          .definedBy("io.scf4j.maven.local")
          .layer("cloudapi")
          .definedBy("io.scf4j.maven.local.cloudapi")
          .layer("http")
          .definedBy("io.scf4j.maven.local.http")
          .layer("trigger")
          .definedBy("io.scf4j.maven.local.trigger")
          .layer("instance")
          .definedBy("io.scf4j.maven.local.instance")
          .layer("runtimeapi")
          .definedBy("io.scf4j.maven.local.runtimeapi")
          .layer("store")
          .definedBy("io.scf4j.maven.local.store")
          .whereLayer("local")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cloudapi")
          .mayOnlyBeAccessedByLayers("local")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("cloudapi")
          .whereLayer("trigger")
          .mayOnlyBeAccessedByLayers("cloudapi")
          .whereLayer("instance")
          .mayOnlyBeAccessedByLayers("local", "cloudapi", "http")
          .whereLayer("runtimeapi")
          .mayOnlyBeAccessedByLayers("instance")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers("local", "cloudapi", "http", "trigger");
}
