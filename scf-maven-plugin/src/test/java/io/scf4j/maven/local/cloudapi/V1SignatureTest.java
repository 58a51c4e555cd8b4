package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.cloudapi.V1Signature.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The platform's documented example with an id and a key that cannot be taken for real ones; the
 * program that made the signatures makes the documented one of the documented key.
 */
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
              "SecretId", "AKIDexample",
              "Timestamp", "1465185768",
              "Version", "2017-03-12"));

  @Test
  void agreesWithAnotherProgramBySha1() {
    assertThat(request.sign("not-a-secret", Method.SHA1)).isEqualTo("gV4pvQI5XxuVfZyajip8dLMILMs=");
  }

  @Test
  void agreesWithAnotherProgramBySha256() {
    assertThat(request.sign("not-a-secret", Method.SHA256))
        .isEqualTo("GY/kxeA0hL+OoynZx0E7f2gmtJlooneICyizFIW+OgU=");
  }
}
