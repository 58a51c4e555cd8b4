package io.scf4j.maven.local.cloudapi;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Now, as the API writes it: {@code yyyy-MM-dd HH:mm:ss}, UTC here. */
record ApiClock(InstantSource source) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  String now() {
    return TIME.format(source.instant());
  }
}
