package io.scf4j.maven.packaging.platform;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the platform's system has, in one place: when it moves to another system, this file changes.
 * It is CentOS 7.6 on x86-64 (page 583/47610; the pages name no other CPU), and the versions are
 * those of its packages: glibc 2.17, and gcc 4.8.5 with its libstdc++ and libgcc. What is installed
 * beyond the base system is not documented, so whatever may be there is taken.
 */
final class PlatformLimits {
  static final String NAME = "CentOS 7.6";
  static final String CPU = "Linux x86-64";

  /** glibc's own version. */
  static final String GLIBC = "2.17";

  /**
   * The highest symbol version of each family. GLIBCXX and CXXABI: table of GCC's page "ABI policy
   * and guidelines", row GCC 4.8.3 and later; GCC: libgcc's version script of that release.
   */
  static final Map<String, String> SYMBOL_VERSIONS =
      Map.of("GLIBC", GLIBC, "GLIBCXX", "3.4.19", "CXXABI", "1.3.7", "GCC", "4.8.0");

  /** Its one dynamic linker: none for 32 bits, none of musl. /lib64 is a link to /usr/lib64. */
  private static final Set<String> DYNAMIC_LINKERS =
      Set.of("/lib64/ld-linux-x86-64.so.2", "/usr/lib64/ld-linux-x86-64.so.2");

  /** Interpreters of its base system. Python is 2.7; there is no python3, node, php or ruby. */
  private static final Set<String> PROGRAMS =
      Set.of("sh", "bash", "env", "python", "python2", "python2.7", "perl", "awk", "gawk", "sed");

  /** Where those are: /bin is a link to /usr/bin. */
  private static final List<String> PROGRAM_DIRECTORIES = List.of("/bin/", "/usr/bin/");

  /**
   * Layers, and the languages of other runtimes: the pages do not say which functions have them.
   */
  private static final List<String> MAY_BE_THERE = List.of("/opt/", "/var/lang/", "/var/runtime/");

  /** Where the package is unpacked, and what {@code bootstrap} is started in (583/30228). */
  static final String CODE = "/var/user/";

  private PlatformLimits() {}

  /** The numbers in one line: a judgement by other ones does not count. */
  static String revision() {
    return NAME + " " + new TreeMap<>(SYMBOL_VERSIONS);
  }

  /** Whether its {@code PATH} leads to that program. */
  static boolean hasProgram(String name) {
    return PROGRAMS.contains(name);
  }

  /** Whether a file that starts others is there, or may be. */
  static boolean hasInterpreter(String path) {
    return DYNAMIC_LINKERS.contains(path)
        || MAY_BE_THERE.stream().anyMatch(path::startsWith)
        || PROGRAM_DIRECTORIES.stream()
            .filter(path::startsWith)
            .anyMatch(directory -> hasProgram(path.substring(directory.length())));
  }
}
