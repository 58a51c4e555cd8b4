package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.store.StoredAlias;
import io.scf4j.maven.local.store.StoredAlias.AdditionalVersion;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Which version a qualifier leads to: itself for {@code $LATEST} and a number, and for an alias its
 * version or the second one, by weight or by the call's {@code RoutingKey}.
 */
final class Qualifier {
  private static final String KEY_PREFIX = "invoke.headers.";

  private Qualifier() {}

  /**
   * Takes one event's way.
   *
   * @param routingKey names and texts, empty when the call has none
   * @param random 0 to 1, asked where weights decide
   * @throws ApiFault {@code ResourceNotFound.Qualifier}
   */
  static String version(
      StoredFunction function, String qualifier, JsonObject routingKey, DoubleSupplier random)
      throws ApiFault {
    if (qualifier.equals(StoredFunction.LATEST) || function.version(qualifier).isPresent()) {
      return qualifier;
    }
    StoredAlias alias =
        function.alias(qualifier).orElseThrow(() -> ApiFault.versionNotFound(qualifier));
    AdditionalVersion additional = alias.additional();
    boolean second =
        additional != null
            && (additional.weight() != null
                ? random.getAsDouble() < additional.weight()
                : matches(additional, routingKey));
    return second ? additional.version() : alias.version();
  }

  /**
   * Refuses a version that is on its way, or never was. One whose last update failed is as it was
   * before that; that the platform answers then is UNVERIFIED.
   *
   * @param refusal code of the error
   */
  static void requireSettled(StoredFunction function, String version, String refusal)
      throws ApiFault {
    boolean isLatest = version.equals(StoredFunction.LATEST);
    if (isLatest ? !function.canChange() : !function.serves()) {
      throw ApiFault.notNow(refusal, function);
    }
    Optional<StoredVersion> published = function.version(version);
    if (published.isPresent() && !published.get().status().equals("Active")) {
      throw ApiFault.notNow(refusal, published.get());
    }
  }

  private static boolean matches(AdditionalVersion additional, JsonObject routingKey) {
    String name =
        additional.key().startsWith(KEY_PREFIX)
            ? additional.key().substring(KEY_PREFIX.length())
            : additional.key();
    JsonElement value = routingKey.get(name);
    if (value == null || !value.isJsonPrimitive()) {
      return false;
    }
    return additional.method().equals("exact")
        ? value.getAsString().equals(additional.expression())
        : isWithin(value.getAsString(), additional.expression());
  }

  /** {@code (a,b)}, {@code [a,b]} or one of each: numbers between two others. */
  private static boolean isWithin(String value, String range) {
    try {
      String[] limits = range.substring(1, range.length() - 1).split(",", -1);
      BigDecimal number = new BigDecimal(value.strip());
      int low = number.compareTo(new BigDecimal(limits[0].strip()));
      int high = number.compareTo(new BigDecimal(limits[1].strip()));
      return (range.startsWith("[") ? low >= 0 : low > 0)
          && (range.endsWith("]") ? high <= 0 : high < 0);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether {@link #isWithin} can make something of it. */
  static boolean isRange(String expression) {
    return expression.matches(
        "[\\[(]\\s*-?[0-9]+(\\.[0-9]+)?\\s*,\\s*-?[0-9]+(\\.[0-9]+)?\\s*[\\])]");
  }
}
