package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.cloudapi.V1Signature.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The platform's documented example, letter for letter. */
class V1SignatureTest {
  private final V1Signature request =
      new V1Signature(
          "GET",
          "cvm.tencentcloudapi.com",
          Map.of(
              "Action", "DescribeInstances",
              "InstanceIds.0", "ins-09dx96dg",
              "Limit", "20",
              "Nonce", "11886",
              "Offset", "0",
              "Region", "ap-guangzhou",
              "SecretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
              "Timestamp", "1465185768",
              "Version", "2017-03-12"));

  @Test
  void agreesWithTheDocumentedExample() {
    assertThat(request.sign("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", Method.SHA1))
        .isEqualTo("EliP9YW3pW28FpsEdkXt/+WcGeI=");
  }

  @Test
  void agreesWithWhatOpensslMakesOfItBySha256() {
    assertThat(request.sign("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", Method.SHA256))
        .isEqualTo("bR/zQ3QqOmcEYeRv71IzG/NxfisUDgy9cqRMQC+UB5g=");
  }
}
