package io.scf4j.it.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a package weighs, in bytes of its zip.
 *
 * @param name as in the table
 * @param zip all of it
 * @param parts what its parts cost in it; a part that it does not have is missing
 * @param limit that it should not exceed
 */
record PackageSize(String name, long zip, Map<String, Long> parts, long limit) {
  private static final List<String> PARTS = List.of("app", "lib", "jre", "aot");

  /**
   * From the content of {@code package.json}.
   *
   * @param limit of the zip, bytes
   */
  static PackageSize of(String name, JsonObject json, long limit) {
    Map<String, Long> parts = new LinkedHashMap<>();
    for (JsonElement element : json.getAsJsonArray("parts")) {
      JsonObject part = element.getAsJsonObject();
      parts.put(part.get("part").getAsString(), part.get("compressed").getAsLong());
    }
    return new PackageSize(name, json.get("codeSize").getAsLong(), parts, limit);
  }

  boolean met() {
    return zip <= limit;
  }

  static String table(List<PackageSize> sizes) {
    Table table = new Table("Zip, MB", "app", "lib", "jre", "aot", "all", "Target", "Met");
    for (PackageSize size : sizes) {
      List<String> cells =
          PARTS.stream()
              .map(size.parts()::get)
              .map(bytes -> bytes == null ? "–" : mb(bytes, 2))
              .toList();
      table.row(
          size.name(),
          cells.get(0),
          cells.get(1),
          cells.get(2),
          cells.get(3),
          mb(size.zip(), 2),
          "≤ " + mb(size.limit(), size.limit() < 1_000_000 ? 2 : 0),
          size.met() ? "yes" : "no");
    }
    return table.toString();
  }

  private static String mb(long bytes, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", bytes / 1e6);
  }
}
