package io.scf4j.maven.model;

import java.util.Locale;

/** Bytes for people; 1 MB is 1024 KB, as in the platform's own limits. */
public final class ByteCount {
  private static final double KB = 1024;

  private ByteCount() {}

  /** Such as {@code 70.3 KB} and {@code 500 MB}, for a sentence. */
  public static String text(long bytes) {
    return column(bytes).replace(".0 ", " ");
  }

  /** Such as {@code 70.3 KB} and {@code 500.0 MB}, for a column. */
  public static String column(long bytes) {
    if (bytes < KB) {
      return bytes + " B";
    }
    double value = bytes / KB;
    String unit = "KB";
    if (value >= KB) {
      value /= KB;
      unit = "MB";
    }
    return String.format(Locale.ROOT, "%.1f %s", value, unit);
  }
}
