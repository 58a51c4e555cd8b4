package io.scf4j.maven.cloud.sdk;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.provider.CvmRoleCredential;
import com.tencentcloudapi.common.provider.OIDCRoleArnProvider;
import com.tencentcloudapi.common.provider.ProfileCredentialsProvider;
import io.scf4j.maven.cloud.CredentialSource;
import io.scf4j.maven.cloud.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources that the SDK knows: its profile file, and the roles of a container or of a machine.
 * The roles are asked only where they can exist, since the question goes over the network and takes
 * its time elsewhere.
 */
public final class SdkCredentials {
  /** Set by TKE in a container whose service account is bound to a role. */
  private static final String TKE_ROLE_ARN = "TKE_ROLE_ARN";

  private static final Path MACHINE_VENDOR = Path.of("/sys/class/dmi/id/sys_vendor");
  private static final String TENCENT_CLOUD = "Tencent Cloud";

  private SdkCredentials() {}

  /**
   * The sources in their order.
   *
   * @param environment of the process
   */
  public static List<CredentialSource> sources(Map<String, String> environment) {
    return List.of(
        () -> profile(),
        () ->
            environment.containsKey(TKE_ROLE_ARN)
                ? from(
                    "the role of this container", () -> new OIDCRoleArnProvider().getCredentials())
                : Optional.empty(),
        () ->
            isTencentMachine()
                ? from("the role of this machine", CvmRoleCredential::new)
                : Optional.empty());
  }

  private static Optional<Credentials> profile() {
    return from(
        "~/.tencentcloud/credentials", () -> new ProfileCredentialsProvider().getCredentials());
  }

  private interface SdkSource {
    Credential get() throws TencentCloudSDKException;
  }

  private static Optional<Credentials> from(String name, SdkSource source) {
    try {
      Credential found = source.get();
      if (isBlank(found.getSecretId()) || isBlank(found.getSecretKey())) {
        return Optional.empty();
      }
      return Optional.of(
          new Credentials(
              name,
              found.getSecretId(),
              found.getSecretKey(),
              Optional.ofNullable(found.getToken()).filter(token -> !token.isBlank())));
    } catch (TencentCloudSDKException e) {
      return Optional.empty(); // the SDK's way to say that there is none
    }
  }

  private static boolean isBlank(String nullable) {
    return nullable == null || nullable.isBlank();
  }

  private static boolean isTencentMachine() {
    try {
      return Files.isReadable(MACHINE_VENDOR)
          && Files.readString(MACHINE_VENDOR).startsWith(TENCENT_CLOUD);
    } catch (IOException e) {
      return false;
    }
  }
}
