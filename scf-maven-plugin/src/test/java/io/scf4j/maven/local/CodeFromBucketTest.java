package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code that is not in the call but an object of COS, which here is a file of the store. */
@Timeout(60)
class CodeFromBucketTest {
  private static final String OTHER = FunctionZip.ECHO.replace("Echoing", "Repeating");

  @TempDir Path store;
  private Path bucket;
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() throws Exception {
    scf = LocalScf.start(store, 0);
    client = new CloudClient(scf.access());
    bucket = Files.createDirectories(store.resolve("cos/code-of-mine"));
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  private static String code(String key) {
    return "{'CosBucketName':'code-of-mine','CosObjectName':'"
        + key
        + "','CosBucketRegion':'ap-beijing'}";
  }

  @Test
  void createsAndUpdatesAFunctionFromObjects() throws Exception {
    Files.write(bucket.resolve("first.zip"), FunctionZip.of(FunctionZip.ECHO).bytes());
    Files.createDirectories(bucket.resolve("builds/2"));
    Files.write(bucket.resolve("builds/2/a b.zip"), FunctionZip.of(OTHER).bytes());

    client.ok(
        "CreateFunction",
        "{'FunctionName':'hello','Runtime':'CustomRuntime','Code':" + code("/first.zip") + "}");
    client.awaitActive("hello");
    assertThat(client.invoke("hello", "{}").get("RetMsg").getAsString())
        .isEqualTo("Echoing request: '{}'");

    Files.delete(bucket.resolve("first.zip")); // the function has a copy
    client.ok(
        "UpdateFunctionCode",
        "{'FunctionName':'hello','CosBucketName':'code-of-mine','CosObjectName':'/builds/2/a b.zip'}");
    client.awaitActive("hello");
    assertThat(client.invoke("hello", "{}").get("RetMsg").getAsString())
        .isEqualTo("Repeating request: '{}'");
  }

  @Test
  void publishesALayerFromAnObject() throws Exception {
    Files.write(bucket.resolve("layer.zip"), FunctionZip.of("x").bytes());

    assertThat(
            client
                .ok(
                    "PublishLayerVersion",
                    "{'LayerName':'jre','CompatibleRuntimes':['CustomRuntime'],'Content':"
                        + code("/layer.zip")
                        + "}")
                .get("LayerVersion")
                .getAsInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/none.zip,                   InvalidParameterValue.CosObjectName",
    "/../outside.zip,             InvalidParameterValue.CosObjectName",
    "/a/../../outside.zip,        InvalidParameterValue.CosObjectName",
    "//etc/passwd,                InvalidParameterValue.CosObjectName",
    "/,                           InvalidParameterValue.CosObjectName",
    "inside.zip,                  InvalidParameterValue.CosObjectName",
    "/inside.zip\\u0000,          InvalidParameterValue.CosObjectName",
    "/text.zip,                   InvalidParameterValue.ZipFile",
    "/inside.zip,                 ok",
  })
  void takesFilesOfTheBucketOnly(String key, String answer) throws Exception {
    byte[] zip = FunctionZip.of(FunctionZip.ECHO).bytes();
    Files.write(bucket.resolve("inside.zip"), zip);
    Files.write(bucket.resolveSibling("outside.zip"), zip);
    Files.writeString(bucket.resolve("text.zip"), "no zip");
    String create = "{'FunctionName':'hello','Runtime':'CustomRuntime','Code':" + code(key) + "}";

    assertThat(client.code("CreateFunction", create.replace('\'', '"'))).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"..", ".", "code-of-mine/../..", "Code-Of-Mine", "''"})
  void takesABucketsNameOnly(String name) throws Exception {
    String create =
        "{\"FunctionName\":\"hello\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"CosBucketName\":\""
            + name
            + "\",\"CosObjectName\":\"/outside.zip\"}}";
    Files.write(bucket.resolveSibling("outside.zip"), FunctionZip.of(FunctionZip.ECHO).bytes());

    assertThat(client.code("CreateFunction", create))
        .isEqualTo("InvalidParameterValue.CosBucketName");
  }

  @Test
  void refusesCodeFromTwoPlaces() throws Exception {
    Files.write(bucket.resolve("inside.zip"), FunctionZip.of(FunctionZip.ECHO).bytes());
    String create =
        "{'FunctionName':'hello','Runtime':'CustomRuntime','Code':"
            + code("/inside.zip").replace("}", ",'ZipFile':'UEsFBg=='}}");

    assertThat(client.code("CreateFunction", create.replace('\'', '"')))
        .isEqualTo("InvalidParameterValue.Code");
  }
}
