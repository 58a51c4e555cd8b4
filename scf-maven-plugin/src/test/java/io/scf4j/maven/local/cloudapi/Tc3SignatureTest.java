package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The platform's documented example, number for number. */
class Tc3SignatureTest {
  private final Tc3Signature request =
      new Tc3Signature(
          "GET",
          "Limit=10&Offset=0",
          Map.of(
                  "content-type",
                  "application/x-www-form-urlencoded",
                  "host",
                  "cvm.tencentcloudapi.com")
              ::get,
          Sha256.of(""));

  @Test
  void agreesWithTheDocumentedExample() throws Exception {
    List<String> signed = List.of("content-type", "host");
    byte[] canonical = request.canonicalRequest(signed).getBytes(StandardCharsets.UTF_8);

    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)))
        .isEqualTo("91c9c192c14460df6c1ffc69e34e6c5e90708de2a6d282cccf957dbf1aa7f3a7");
    Instant timestamp = Instant.ofEpochSecond(1539084154);
    Tc3Signature.Key key =
        Tc3Signature.Key.of("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", timestamp, "cvm");
    assertThat(request.sign(key, timestamp, signed))
        .isEqualTo("5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474");
  }
}
