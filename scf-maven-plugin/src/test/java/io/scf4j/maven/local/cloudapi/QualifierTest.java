package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.store.StoredAlias;
import io.scf4j.maven.local.store.StoredAlias.AdditionalVersion;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of an alias' two versions an event goes to. */
class QualifierTest {
  private static StoredFunction function(AdditionalVersion additional) {
    StoredVersion one = new StoredVersion("1", "", "", "", "Active", FunctionRules.DEFAULTS);
    StoredVersion two = new StoredVersion("2", "", "", "", "Active", FunctionRules.DEFAULTS);
    return StoredFunction.creating(
            "default", "fn", "lam-1", "ap-shanghai", "", FunctionRules.DEFAULTS)
        .withVersions(List.of(one, two))
        .withAlias(new StoredAlias("prod", "1", "", additional, "", ""));
  }

  private static String version(AdditionalVersion additional, JsonObject key, double random)
      throws ApiFault {
    return Qualifier.version(function(additional), "prod", key, () -> random);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(10,20)    | 10    | 1",
        "(10,20)    | 10.01 | 2",
        "(10,20)    | 19.99 | 2",
        "(10,20)    | 20    | 1",
        "[10,20]    | 9.99  | 1",
        "[10,20]    | 10    | 2",
        "[10,20]    | 20    | 2",
        "[10,20]    | 20.01 | 1",
        "[10,20)    | 10    | 2",
        "[10,20)    | 20    | 1",
        "(10,20]    | 10    | 1",
        "(10,20]    | 20    | 2",
        "[-1.5 , 2] | -1.5  | 2",
        "[-1.5 , 2] | -1.51 | 1",
        "[10,20]    | 010   | 2",
        "[10,20]    | ten   | 1",
        "[10,20]    | ''    | 1",
      })
  void aRangeIncludesItsEndsInSquareBracketsOnly(String range, String value, String version)
      throws Exception {
    JsonObject key = new JsonObject();
    key.addProperty("Age", value);
    AdditionalVersion additional =
        new AdditionalVersion("2", null, "invoke.headers.Age", "range", range);
    assertThat(version(additional, key, 1)).isEqualTo(version);
    assertThat(Qualifier.isRange(range)).isTrue();
  }

  @Test
  void aMatchNeedsTheKeyThatItNames() throws Exception {
    AdditionalVersion additional = new AdditionalVersion("2", null, "User", "exact", "Bob");
    JsonObject key = new JsonObject();
    assertThat(version(additional, key, 0)).isEqualTo("1");
    key.addProperty("user", "Bob");
    assertThat(version(additional, key, 0)).isEqualTo("1");
    key.addProperty("User", "Bob");
    assertThat(version(additional, key, 1)).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0.29, 2", "0.3, 0.3, 1", "0, 0, 1", "1, 0.99, 2"})
  void aWeightIsTheShareOfTheAdditionalVersion(double weight, double random, String version)
      throws Exception {
    AdditionalVersion additional = new AdditionalVersion("2", weight, null, null, null);
    assertThat(version(additional, new JsonObject(), random)).isEqualTo(version);
  }
}
