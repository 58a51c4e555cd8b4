package io.scf4j.maven.local.cloudapi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/** Now, and times as the API writes them: {@code yyyy-MM-dd HH:mm:ss}, UTC here. */
record ApiClock(InstantSource source) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  String now() {
    return TIME.format(source.instant());
  }

  /** Milliseconds since 1970. */
  long millis() {
    return source.millis();
  }

  /** A moment, given in milliseconds since 1970. */
  static String text(long ms) {
    return TIME.format(Instant.ofEpochMilli(ms));
  }

  /** A time that a call gives, in milliseconds since 1970. */
  static OptionalLong read(Parameters parameters, String name) throws ApiFault {
    Optional<String> text = parameters.text(name).filter(value -> !value.isEmpty());
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          LocalDateTime.parse(text.get(), TIME).toInstant(ZoneOffset.UTC).toEpochMilli());
    } catch (DateTimeException e) {
      throw new ApiFault(
          "InvalidParameterValue.DateTime",
          name + " is '" + text.get() + "'; it is written as 2017-05-16 20:00:00.");
    }
  }
}
