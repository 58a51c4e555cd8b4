package io.scf4j.maven.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.deploy.DeployResult.DeployedTrigger;
import io.scf4j.maven.deploy.PlanResult.Planned;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documented schemas of the result files have the fields that the files have. */
class ResultSchemasTest {
  private static final Path SCHEMAS = Path.of("..", "src", "site", "resources", "schemas");

  @Test
  void theSchemaOfDeployHasItsFields() throws IOException {
    JsonObject schema = schema("deploy-1.json");
    assertThat(fields(schema)).isEqualTo(components(DeployResult.class));
    assertThat(fields(items(schema, "triggers"))).isEqualTo(components(DeployedTrigger.class));
  }

  @Test
  void theSchemaOfPlanHasItsFields() throws IOException {
    JsonObject schema = schema("plan-1.json");
    assertThat(fields(schema)).isEqualTo(components(PlanResult.class));
    assertThat(fields(items(schema, "changes"))).isEqualTo(components(Planned.class));
  }

  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static List<String> fields(JsonObject schema) {
    return List.copyOf(schema.getAsJsonObject("properties").keySet());
  }

  private static JsonObject items(JsonObject schema, String field) {
    return schema.getAsJsonObject("properties").getAsJsonObject(field).getAsJsonObject("items");
  }

  private static JsonObject schema(String name) throws IOException {
    return JsonParser.parseString(Files.readString(SCHEMAS.resolve(name))).getAsJsonObject();
  }
}
