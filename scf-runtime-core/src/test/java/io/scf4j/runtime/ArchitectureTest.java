package io.scf4j.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.Socket;

/** The direction of dependencies, and what the start path cannot afford. */
@AnalyzeClasses(packages = "io.scf4j.runtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NOTHING_BUT_THE_TWO_WAYS_IN_DEPENDS_ON_THE_LOOP =
      noClasses()
          .that()
          .resideOutsideOfPackage("..loop")
          .and()
          .doNotHaveFullyQualifiedName("io.scf4j.runtime.Main")
          .and()
          .doNotHaveFullyQualifiedName("io.scf4j.runtime.FunctionUnderTest")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..loop");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices()
          .matching("io.scf4j.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(type(Main.class), DescribedPredicate.alwaysTrue())
          .ignoreDependency(type(FunctionUnderTest.class), DescribedPredicate.alwaysTrue());

  @ArchTest
  static final ArchRule VALUES_AND_REPORTS_KNOW_NOTHING_OF_HANDLERS_AND_HTTP =
      noClasses()
          .that(resideInAPackage("..value").or(resideInAPackage("..report")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..handler", "..api");

  @ArchTest
  static final ArchRule HANDLERS_AND_HTTP_KNOW_NOTHING_OF_EACH_OTHER =
      slices().matching("io.scf4j.runtime.(handler|api)").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.scf4j.runtime.Main")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class);

  @ArchTest
  static final ArchRule ONLY_THE_END_OF_THE_PROCESS_HOOKS_INTO_THE_JVM_AND_HALTS_IT =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.scf4j.runtime.loop.Shutdown")
          .and()
          .doNotHaveFullyQualifiedName("io.scf4j.runtime.loop.Ending$Last")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Runtime.class);

  @ArchTest
  static final ArchRule NO_READ_EVER_TIMES_OUT =
      noClasses().should().callMethod(Socket.class, "setSoTimeout", int.class);

  /** The JVM's proxy settings are for the handler's connections, not for the runtime's. */
  @ArchTest
  static final ArchRule NO_SOCKET_IS_MADE_WITHOUT_SAYING_THAT_IT_IS_DIRECT =
      noClasses()
          .should()
          .callConstructor(Socket.class)
          .orShould()
          .callConstructor(Socket.class, String.class, int.class)
          .orShould()
          .callConstructor(Socket.class, InetAddress.class, int.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.nio.channels.SocketChannel")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.URLConnection");

  /** A deadline must not move when somebody sets the clock. */
  @ArchTest
  static final ArchRule NOTHING_IS_MEASURED_BY_THE_WALL_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage("..loop", "..api", "..handler")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.time..");

  @ArchTest
  static final ArchRule ONLY_THE_JDKS_CORE_IS_USED_EXCEPT_IN_THE_THREE_BRIDGES =
      classes()
          .that()
          .doNotHaveFullyQualifiedName("io.scf4j.runtime.value.Jackson3Codec")
          .and()
          .doNotHaveFullyQualifiedName("io.scf4j.runtime.value.Jackson2Codec")
          .and()
          .doNotHaveFullyQualifiedName("io.scf4j.runtime.value.GsonCodec")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.scf4j.runtime..", "java..");

  @ArchTest
  static final ArchRule NOTHING_SLOW_TO_LOAD_IS_ON_THE_START_PATH =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.regex",
              "java.util.stream",
              "java.util.logging",
              "java.net.http",
              "java.lang.invoke")
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class);
}
