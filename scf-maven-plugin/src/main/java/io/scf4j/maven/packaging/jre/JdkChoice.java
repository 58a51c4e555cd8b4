package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.model.ScfFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Which JDK a function's JRE is made from: the newest LTS version whose binaries run on the
 * platform.
 *
 * @param jdk the one
 * @param reason why it, and what was wrong with those that would have come before it; for the log
 * @param findings what the platform would not take of it; not empty only when there is no better
 */
public record JdkChoice(Jdk jdk, String reason, List<String> findings) {
  private static final String NAMED = "named by scf.targetJdk";
  private static final String WAYS_OUT =
      "Name a JDK that runs on CentOS 7, such as Temurin or Kona, with -Dscf.targetJdk=DIR; or take"
          + " the JRE from a layer (<jre>layer</jre>), or from the function's environment"
          + " (<jre>none</jre>). For the local SCF one that does not fit is taken with -Dscf.local or"
          + " -Dscf.targetCheck=warn.";

  public JdkChoice {
    findings = List.copyOf(findings);
  }

  /**
   * Chooses.
   *
   * @param atLeast the version that the function's own classes were compiled for
   * @param misfits what the platform would not take of a JDK's binaries, a line each
   * @param required whether a JDK that does not fit is refused rather than chosen for want of a
   *     better one
   * @throws ScfFailure when there is none, with each that was found and what is wrong with it
   */
  public static JdkChoice of(
      JdkSearch search, int atLeast, Function<Jdk, List<String>> misfits, boolean required) {
    List<Jdk> jdks = new ArrayList<>(search.jdks());
    jdks.sort(
        Comparator.comparing(Jdk::isLts)
            .thenComparing(Jdk::feature)
            .thenComparing(JdkChoice::versionOf)
            .reversed());
    List<String> passedOver = new ArrayList<>();
    JdkChoice second = null;
    for (Jdk jdk : jdks) {
      String unfit = unfit(jdk, atLeast);
      if (!unfit.isEmpty()) {
        passedOver.add(jdk + " " + unfit);
        continue;
      }
      List<String> findings = misfits.apply(jdk);
      if (findings.isEmpty()) {
        return new JdkChoice(jdk, reason(search, jdk, passedOver), List.of());
      }
      passedOver.add(jdk + ": " + findings.get(0));
      if (second == null) {
        second = new JdkChoice(jdk, search.isNamed() ? NAMED : "the only kind here", findings);
      }
    }
    if (second == null || required) {
      throw refusal(search, passedOver);
    }
    return second;
  }

  private static Runtime.Version versionOf(Jdk jdk) {
    try {
      return Runtime.Version.parse(jdk.version());
    } catch (IllegalArgumentException ownScheme) {
      return Runtime.Version.parse(Integer.toString(jdk.feature()));
    }
  }

  private static String unfit(Jdk jdk, int atLeast) {
    if (!jdk.isForThePlatform()) {
      return "is for " + jdk.platform() + ", the platform is Linux x86_64";
    }
    return jdk.feature() < atLeast
        ? "is older than the Java " + atLeast + " that the classes were compiled for"
        : "";
  }

  private static String reason(JdkSearch search, Jdk jdk, List<String> passedOver) {
    if (search.isNamed()) {
      return NAMED;
    }
    String kind = jdk.isLts() ? "newest LTS that fits" : "newest that fits";
    return passedOver.isEmpty() ? kind : kind + "; not " + String.join("; not ", passedOver);
  }

  private static ScfFailure refusal(JdkSearch search, List<String> passedOver) {
    String what =
        search.isNamed()
            ? "scf.targetJdk names a JDK whose JRE could not run on the platform."
            : "No JDK on this machine makes a JRE that runs on the platform.";
    String said = passedOver.isEmpty() ? "None was found." : String.join("\n", passedOver);
    return new ScfFailure(what, said, WAYS_OUT, null);
  }
}
