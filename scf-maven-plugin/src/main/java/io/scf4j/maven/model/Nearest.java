package io.scf4j.maven.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What somebody meant who wrote a name that does not exist. */
public final class Nearest {

  /** With more letters wrong, another name may have been meant. */
  private static final int MOST_EDITS = 3;

  private Nearest() {}

  /** The known name that is the least wrong, if one is near. */
  public static Optional<String> of(Collection<String> known, String name) {
    String best = null;
    int fewest = Math.min(MOST_EDITS, name.length() / 2) + 1;
    for (String one : known) {
      int edits = edits(one.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        best = one;
        fewest = edits;
      }
    }
    return Optional.ofNullable(best);
  }

  /** How many letters have to be added, removed or changed to make the one the other. */
  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
