package io.scf4j.maven.packaging.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names such as {@code GLIBC_2.34}, by which a file says how new a library has to be. Of those
 * without a number two matter: {@code GLIBC_ABI_…} came with glibc 2.36 and later, for ways of
 * linking that older dynamic linkers refuse; {@code GLIBC_PRIVATE} is in every glibc, and what is
 * behind it cannot be told, so it is taken.
 */
final class SymbolVersions {
  private static final Pattern NUMBERED = Pattern.compile("([A-Z]+)_(\\d{1,6}(?:\\.\\d{1,6})*)");
  private static final String NEWER_LINKING = "GLIBC_ABI_";

  /** All others build on it. */
  private static final Comparator<String> GLIBC_FIRST =
      Comparator.comparing((String family) -> !family.equals("GLIBC"))
          .thenComparing(Comparator.naturalOrder());

  private SymbolVersions() {}

  /**
   * Those that the platform does not have: of each family the highest, glibc's first.
   *
   * @return lines such as {@code needs GLIBC_2.34; the platform (CentOS 7.6) has 2.17}
   */
  static List<String> problems(Collection<String> needed) {
    Map<String, String> highest = new TreeMap<>(GLIBC_FIRST);
    for (String name : needed) {
      if (name.startsWith(NEWER_LINKING)) {
        highest.putIfAbsent("GLIBC", name);
      }
      var numbered = NUMBERED.matcher(name);
      if (!numbered.matches()) {
        continue;
      }
      String family = numbered.group(1);
      String limit = PlatformLimits.SYMBOL_VERSIONS.get(family);
      if (limit != null && isHigher(name, family + "_" + limit)) {
        highest.merge(family, name, (a, b) -> isHigher(b, a) ? b : a);
      }
    }
    List<String> problems = new ArrayList<>();
    highest.forEach(
        (family, name) ->
            problems.add(
                "needs "
                    + name
                    + "; the platform ("
                    + PlatformLimits.NAME
                    + ") has "
                    + PlatformLimits.SYMBOL_VERSIONS.get(family)));
    return problems;
  }

  private static boolean isHigher(String name, String than) {
    return Arrays.compare(numbers(name), numbers(than)) > 0;
  }

  /** Empty for a name without any: lower than all others. */
  private static int[] numbers(String name) {
    var numbered = NUMBERED.matcher(name);
    return numbered.matches()
        ? Stream.of(numbered.group(2).split("\\.", -1)).mapToInt(Integer::parseInt).toArray()
        : new int[0];
  }
}
