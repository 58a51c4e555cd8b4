package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ObjectStore;
import io.scf4j.maven.model.ScfFailure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bucket through which large packages go: the user's, or one that is made on demand. COS knows
 * a bucket by its name with the account's {@code -appid}, SCF without.
 *
 * @param region the function's, and so the bucket's
 * @param name {@code scf.cosBucket}, with or without {@code -appid}; empty for our own
 * @param appId {@code scf.appId}; where it is empty it is seen from the account's buckets
 */
public record CodeBucket(String region, Optional<String> name, Optional<String> appId) {
  /** COS's rule; with the appid 60 characters in all. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?");

  private static final Pattern APP_ID = Pattern.compile("\\d{8,12}");

  /**
   * APPIDs have ten digits and begin with 1, older ones eight; a date at the end has eight, too.
   */
  private static final Pattern FULL_NAME = Pattern.compile("(.+)-(1\\d{9})");

  private static final Pattern ENDS_IN_DIGITS = Pattern.compile("(.+)-(\\d+)");

  private static final String WHERE_IT_STANDS =
      "Set <appId>…</appId> or -Dscf.appId=…: the APPID stands on the console's account page and at"
          + " the end of every bucket's name.";

  /**
   * @throws ScfFailure when a name or an APPID is none
   */
  public CodeBucket {
    name.ifPresent(
        given -> {
          String bare = FULL_NAME.matcher(given).replaceFirst("$1");
          if (!NAME.matcher(bare).matches()) {
            throw new ScfFailure(
                "scf.cosBucket '" + given + "' is not the name of a bucket.",
                "Give up to 50 lower-case letters, digits and '-', not at the ends; -APPID may"
                    + " follow.");
          }
        });
    appId.ifPresent(
        given -> {
          if (!APP_ID.matcher(given).matches()) {
            throw new ScfFailure(
                "scf.appId '" + given + "' is not an APPID, which is a number such as 1250000000.",
                WHERE_IT_STANDS);
          }
        });
  }

  /** Whether it is made on demand, and so ours to make rules for. */
  boolean isOurs() {
    return name.isEmpty();
  }

  /**
   * The name with {@code -appid}.
   *
   * @param store is asked for the account's buckets when it cannot be known otherwise
   * @throws ScfFailure when that does not help either
   */
  String fullName(ObjectStore store) {
    String bare = name.orElse("scf4j-code-" + region);
    if (appId.isPresent()) {
      String end = "-" + appId.get();
      return bare.endsWith(end) ? bare : bare + end;
    }
    if (FULL_NAME.matcher(bare).matches()) {
      return bare;
    }
    List<String> buckets = store.buckets();
    if (buckets.contains(bare)) {
      return bare;
    }
    return buckets.stream()
        .map(ENDS_IN_DIGITS::matcher)
        .filter(Matcher::matches)
        .map(bucket -> bare + "-" + bucket.group(2))
        .findFirst()
        .orElseThrow(
            () ->
                new ScfFailure(
                    "The package goes through COS, and the account's APPID is not known: it has no"
                        + " bucket from whose name it could be seen.",
                    WHERE_IT_STANDS));
  }

  /** What SCF calls a bucket. */
  static String withoutAppId(String fullName) {
    return ENDS_IN_DIGITS.matcher(fullName).replaceFirst("$1");
  }
}
