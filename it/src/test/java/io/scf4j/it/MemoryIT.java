package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.scf4j.it.harness.Jdks;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;

/** A JVM with a full heap stays below the function's memory, so that it can still answer. */
class MemoryIT {
  /** Fills the heap, empties it again, and answers with the most memory that the process had. */
  private static final String FILL =
      """
      public String sell(String event) throws java.io.IOException {
          java.util.List<byte[]> all = new java.util.ArrayList<>();
          try {
            while (event.contains("fill")) {
              all.add(new byte[100_000]);
            }
          } catch (OutOfMemoryError full) {
            all.clear();
            for (String line : java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/self/status"))) {
              if (line.startsWith("VmHWM:")) {
                return line.replaceAll("[^0-9]", "");
              }
            }
          }
      """;

  @OneMaven
  void aFullHeapOfAFunctionWithManyLibrariesFitsIntoItsMemory(MavenRuntime maven) {
    TestProject shop = TestProject.copyOf("thirty-jars");
    shop.edit(
        "src/main/java/demo/Shop.java",
        text -> text.replace("public String sell(String event) {", FILL));
    for (int memoryMb : new int[] {128, 256}) {
      invoke(maven, shop, memoryMb, "{\"fill\":1}");

      assertThat(Integer.parseInt(retMsg(shop)) / 1024)
          .as("MB of " + memoryMb)
          .isBetween(memoryMb / 2, memoryMb - 1);
    }
  }

  @OneMaven
  void aFunctionWithManyLibrariesStartsFromItsCache(MavenRuntime maven) {
    TestProject shop = TestProject.copyOf("thirty-jars");

    invoke(maven, shop, 256, "{\"article\":\"tea\"}");

    assertThat(retMsg(shop)).isEqualTo("{\"price\":\"3.50\",\"clients\":true}");
    assertThat(shop.read("target/scf/package.json")).doesNotContain("java.desktop");
  }

  private static void invoke(MavenRuntime maven, TestProject project, int memoryMb, String event) {
    MavenBuild.of(maven, project)
        .with("package", "scf:deploy", "scf:invoke")
        .local()
        .withJre()
        .property("scf.targetJdk", Jdks.require(25).toString())
        .property("scf.memorySize", Integer.toString(memoryMb))
        .property("scf.clientContext", event)
        .succeeds();
  }

  private static String retMsg(TestProject project) {
    return JsonParser.parseString(project.read("target/scf/invoke.json"))
        .getAsJsonObject()
        .get("retMsg")
        .getAsString();
  }
}
