package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ObjectStore;
import io.scf4j.maven.model.ByteCount;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A line every few seconds about an upload that takes longer than that. */
final class UploadProgress implements ObjectStore.Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);
  private static final double NANOS_PER_SECOND = 1e9;

  private final long totalBytes;
  private final long start;
  private final Consumer<String> lines;
  private final LongSupplier nanos;
  private long lastLine;

  UploadProgress(long totalBytes, long start, Consumer<String> lines, LongSupplier nanos) {
    this.totalBytes = totalBytes;
    this.start = start;
    this.lines = lines;
    this.nanos = nanos;
    lastLine = start;
  }

  @Override
  public void arrived(long bytes) {
    long now = nanos.getAsLong();
    if (bytes < totalBytes && now - lastLine >= BETWEEN_LINES.toNanos()) {
      lastLine = now;
      double perSecond = bytes / ((now - start) / NANOS_PER_SECOND);
      lines.accept(
          String.format(
              Locale.ROOT,
              "  %3d %%  %s of %s, %s/s",
              bytes * 100 / totalBytes,
              ByteCount.text(bytes),
              ByteCount.text(totalBytes),
              ByteCount.text((long) perSecond)));
    }
  }

  /** Such as {@code 3.2 s}. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
