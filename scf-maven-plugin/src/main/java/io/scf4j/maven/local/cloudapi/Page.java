package io.scf4j.maven.local.cloudapi;

import java.util.List;

/**
 * The part of a list that a call asks for.
 *
 * @param offset how many to leave out
 * @param limit how many to give at most, 20 when it is not said
 */
record Page(int offset, int limit) {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 1000;

  static Page of(Parameters parameters) throws ApiFault {
    return of(
        parameters.number("Offset").orElse(0), parameters.number("Limit").orElse(DEFAULT_LIMIT));
  }

  static Page of(int offset, int limit) throws ApiFault {
    if (offset < 0) {
      throw new ApiFault(
          "InvalidParameterValue.Offset", "Offset is " + offset + "; it starts at 0.");
    }
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new ApiFault(
          "InvalidParameterValue.Limit",
          "Limit is " + limit + "; allowed are 0 to " + MAX_LIMIT + ".");
    }
    return new Page(offset, limit);
  }

  <T> List<T> of(List<T> all) {
    int from = Math.min(offset, all.size());
    return all.subList(from, (int) Math.min((long) from + limit, all.size()));
  }

  /** {@code Order}: ASC or DESC, which the model of GetFunctionLogs writes in small letters. */
  static boolean isAscending(Parameters parameters, String absent) throws ApiFault {
    return parameters
        .oneOf("Order", "InvalidParameterValue.Order", "ASC", "DESC", "asc", "desc")
        .orElse(absent)
        .equalsIgnoreCase("ASC");
  }
}
