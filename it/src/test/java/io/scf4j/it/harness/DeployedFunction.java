package io.scf4j.it.harness;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.LocalScfAccess;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a local SCF has of a function, asked for without any code of the plugin's goals. */
public record DeployedFunction(LocalScfAccess scf, String name) {

  /** Its memory, MB. */
  public int memoryMb() {
    return ask("GetFunction").get("MemorySize").getAsInt();
  }

  /** {@code $LATEST} and the numbers of its versions, oldest first. */
  public List<String> versions() {
    return all(ask("ListVersionByFunction"), "Versions").stream()
        .map(version -> text(version, "Version"))
        .toList();
  }

  /** Such as {@code live 3}, by name; {@code $DEFAULT} is always there. */
  public List<String> aliases() {
    return all(ask("ListAliases"), "Aliases").stream()
        .map(alias -> text(alias, "Name") + " " + text(alias, "FunctionVersion"))
        .sorted()
        .toList();
  }

  /** Such as {@code timer daily of live}, in alphabetical order. */
  public List<String> triggers() {
    return all(ask("ListTriggers"), "Triggers").stream()
        .map(
            trigger ->
                text(trigger, "Type")
                    + " "
                    + text(trigger, "TriggerName")
                    + " of "
                    + text(trigger, "Qualifier"))
        .sorted()
        .toList();
  }

  private JsonObject ask(String action) {
    try (CloudCaller caller = new CloudCaller(scf)) {
      return caller.call(action, OwnProcessScf.function(name));
    }
  }

  private static List<JsonObject> all(JsonObject answer, String list) {
    return StreamSupport.stream(answer.getAsJsonArray(list).spliterator(), false)
        .map(one -> one.getAsJsonObject())
        .toList();
  }

  private static String text(JsonObject json, String field) {
    return json.get(field).getAsString();
  }
}
