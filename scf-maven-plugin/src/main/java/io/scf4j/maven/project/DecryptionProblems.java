package io.scf4j.maven.project;

import io.scf4j.maven.model.ScfFailure;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** What went wrong when a password of settings.xml was opened; Maven gives it back as it was. */
final class DecryptionProblems {
  private DecryptionProblems() {}

  /**
   * Refuses to go on with a password that is still encrypted.
   *
   * @param what the element, such as {@code server 'tencentcloud'}
   */
  static void require(SettingsDecryptionResult result, String what) {
    for (SettingsProblem problem : result.getProblems()) {
      if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
        throw new ScfFailure(
            "The " + what + " of settings.xml cannot be decrypted.",
            problem.getMessage(),
            "Check ~/.m2/settings-security.xml, or encrypt again with mvn --encrypt-password.",
            problem.getException());
      }
    }
  }
}
