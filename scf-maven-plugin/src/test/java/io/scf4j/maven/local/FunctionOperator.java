package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.FunctionModel.Marks;
import io.scf4j.maven.local.FunctionModel.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Changes one function at random, and notes in its model what it was when. */
final class FunctionOperator {
  private static final List<String> ALIASES = List.of("prod", "test", "$DEFAULT");

  private final CloudClient client;
  private final FunctionModel model;
  private final NotingFunction functions;
  private final Random random;
  private final AtomicInteger marks;

  /**
   * @param marks gives each code and each configuration a number of its own
   */
  FunctionOperator(
      CloudClient client,
      FunctionModel model,
      NotingFunction functions,
      Random random,
      AtomicInteger marks) {
    this.client = client;
    this.model = model;
    this.functions = functions;
    this.random = random;
    this.marks = marks;
  }

  void create() throws Exception {
    Marks made = new Marks(marks.incrementAndGet(), marks.incrementAndGet());
    model.sendLatest(made);
    client.ok(
        "CreateFunction",
        of("'Runtime':'CustomRuntime','Timeout':2,'Code':{'ZipFile':'")
            + NotingFunction.zip(made.code())
            + "'},"
            + functions.environment(made.conf())
            + "}");
    client.awaitActive(model.name);
    model.made();
  }

  /** One change, known when it returns. */
  void change() throws Exception {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> update(true, false);
      case 5, 6, 7, 8 -> update(false, false);
      case 9, 10 -> update(random.nextBoolean(), true);
      case 11, 12 -> publish();
      case 13, 14, 15, 16 -> moveAlias();
      case 17 -> deleteAlias();
      case 18 -> deleteVersion();
      default -> {
        delete();
        create();
      }
    }
  }

  private String of(String parameters) {
    return "{'FunctionName':'" + model.name + "'," + parameters;
  }

  private void update(boolean code, boolean publish) throws Exception {
    Marks old = model.latest();
    Marks next =
        code
            ? new Marks(marks.incrementAndGet(), old.conf())
            : new Marks(old.code(), marks.incrementAndGet());
    model.sendLatest(next);
    update(next, code, publish);
    if (random.nextInt(4) == 0) {
      refusedUpdate();
    }
    if (random.nextInt(4) == 0) {
      deleteVersion(); // also while it is Updating
    }
    client.awaitActive(model.name);
    model.knownLatest();
    if (publish) {
      List<String> all = new ArrayList<>();
      client
          .ok("ListVersionByFunction", of("'Limit':100}"))
          .getAsJsonArray("FunctionVersion")
          .forEach(version -> all.add(version.getAsString()));
      all.removeAll(model.versions());
      all.remove("$LATEST");
      assertThat(all).as("versions after Publish").hasSize(1);
      published(all.get(0), next);
    }
  }

  private void update(Marks next, boolean code, boolean publish) throws Exception {
    client.ok(
        code ? "UpdateFunctionCode" : "UpdateFunctionConfiguration",
        of(
                code
                    ? "'ZipFile':'" + NotingFunction.zip(next.code()) + "'"
                    : functions.environment(next.conf()))
            + (publish ? ",'Publish':'TRUE'" : "")
            + "}");
  }

  /** One that comes while another is under way; it may be over already. */
  private void refusedUpdate() throws Exception {
    Marks next = new Marks(model.latest().code(), marks.incrementAndGet());
    model.sendLatest(next);
    String answer =
        client.code(
            "UpdateFunctionConfiguration",
            of(functions.environment(next.conf()) + "}").replace('\'', '"'));
    if (!answer.equals("ok")) {
      assertThat(answer).isEqualTo("FailedOperation.UpdateFunctionConfiguration");
      model.refusedLatest();
    }
  }

  private void publish() throws Exception {
    String version =
        client.ok("PublishVersion", of("'Description':'d'}")).get("FunctionVersion").getAsString();
    client.awaitActive(model.name);
    published(version, model.latest());
  }

  private void published(String version, Marks marks) {
    model.sendVersion(version, marks);
    model.knownVersion(version);
  }

  private void moveAlias() throws Exception {
    List<String> targets = new ArrayList<>(model.versions());
    targets.add("$LATEST");
    String version = targets.get(random.nextInt(targets.size()));
    String second = targets.get(random.nextInt(targets.size()));
    double share = second.equals(version) ? 0 : random.nextInt(5) / 4.0;
    String alias = ALIASES.get(random.nextInt(ALIASES.size()));
    boolean isThere = model.aliases().contains(alias);
    model.sendAlias(alias, new Route(version, second, share));
    client.ok(
        isThere ? "UpdateAlias" : "CreateAlias",
        of("'Name':'")
            + alias
            + "','FunctionVersion':'"
            + version
            + "','RoutingConfig':{'AdditionalVersionWeights':["
            + (share > 0 ? "{'Version':'" + second + "','Weight':" + share + "}" : "")
            + "]}}");
    model.knownAlias(alias);
  }

  private void deleteAlias() throws Exception {
    String alias = ALIASES.get(random.nextInt(2));
    if (model.aliases().contains(alias)) {
      model.sendAlias(alias, null);
      client.ok("DeleteAlias", of("'Name':'" + alias + "'}"));
      model.knownAlias(alias);
    }
  }

  private void deleteVersion() throws Exception {
    for (String version : model.versions()) {
      if (!model.isNamed(version)) {
        model.sendVersion(version, null);
        client.ok("DeleteFunctionVersion", of("'Qualifier':'" + version + "'}"));
        model.knownVersion(version);
        return;
      }
    }
  }

  /** The function and all that it has. */
  void delete() throws Exception {
    model.sendGone();
    client.ok("DeleteFunction", of("'Namespace':'default'}"));
    model.knownGone();
  }
}
