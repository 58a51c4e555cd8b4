package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ByteCount;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the platform will take a package of this size: said here, with what is large in it,
 * instead of there, after the upload.
 *
 * @param unpackedBytes most that code and layers may have together
 * @param inlineBytes most that a zip may have that is sent within a call of the API
 */
record SizeGate(long unpackedBytes, long inlineBytes) {
  /** The platform's limits. */
  static final SizeGate PLATFORM =
      new SizeGate(PlatformRules.MAX_UNPACKED_BYTES, PlatformRules.MAX_INLINE_ZIP_BYTES);

  private static final int SHOWN = 10;

  /**
   * Judges the files as they will lie on the platform.
   *
   * @param name of the package
   * @param files path to bytes
   * @param layerBytes what the function's layers unpack to
   * @return a warning, when it is nearly too much
   * @throws ScfFailure when it is too much
   */
  Optional<String> unpacked(String name, Map<String, Long> files, long layerBytes) {
    long code = files.values().stream().mapToLong(Long::longValue).sum();
    long total = code + layerBytes;
    String sizes =
        name
            + " unpacks to "
            + ByteCount.text(code)
            + (layerBytes == 0 ? "" : ", its layers to " + ByteCount.text(layerBytes))
            + "; the platform takes "
            + ByteCount.text(unpackedBytes)
            + ", layers included.";
    if (total > unpackedBytes) {
      throw new ScfFailure(
          sizes,
          "The largest of its " + files.size() + " files:\n" + largest(files),
          "Leave out what the function does not need (<dependencyExcludes>, <excludes>), or load it"
              + " at the start from COS or a mounted CFS.",
          null);
    }
    return total > unpackedBytes * PlatformRules.WARNING_SHARE
        ? Optional.of(sizes)
        : Optional.empty();
  }

  /**
   * Judges the zip. The platform takes any size from COS, so that there is nothing to refuse.
   *
   * @return a warning, when it can nearly or not at all be sent within a call
   */
  Optional<String> compressed(String name, long bytes) {
    return bytes > inlineBytes * PlatformRules.WARNING_SHARE
        ? Optional.of(
            name
                + " has "
                + ByteCount.text(bytes)
                + "; above "
                + ByteCount.text(inlineBytes)
                + " the platform takes a zip from COS only, not from a call or the console.")
        : Optional.empty();
  }

  private static String largest(Map<String, Long> files) {
    return files.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN)
        .map(
            file ->
                String.format(
                    Locale.ROOT, "  %10s  %s", ByteCount.column(file.getValue()), file.getKey()))
        .collect(Collectors.joining("\n"));
  }
}
