package io.scf4j.maven.mojo;

import io.scf4j.maven.invoke.ClientContext;
import io.scf4j.maven.invoke.Invoker;
import io.scf4j.maven.invoke.Invoker.Judged;
import io.scf4j.maven.model.Expectations;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.serverless.ServerlessFile;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.report.JUnitReport;
import io.scf4j.maven.report.ResultFile;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Calls the deployed function once and prints what it returned, its log, times, memory and request
 * id. Fails the build when the function failed, or answered otherwise than expected. The result is
 * in {@code target/scf/invoke.json}, and for CI systems in {@code target/scf/TEST-scf-invoke.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "invoke", requiresProject = false, threadSafe = true)
public final class InvokeMojo extends CloudGoal {
  private static final String TEMPLATE_PARAMETER = "scf.template.";

  /**
   * The event, JSON text of at most 6 MB, such as {@code '{"key1":"value"}'}. Default: <code>{}
   * </code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.clientContext")
  private String clientContext;

  /**
   * A UTF-8 file with the event, relative to the project, or {@code -} for standard input.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.clientContextFile")
  private String clientContextFile;

  /**
   * Name of a sample event that is sent: {@code hello}, {@code timer}, {@code cos-put}, {@code
   * cos-delete}, {@code ckafka}, {@code cmq}, {@code cls}, {@code mps}, {@code clb}, {@code apigw},
   * {@code http}, or of a file {@code NAME.json} in the project's {@code src/main/scf/events} or
   * {@code src/test/scf-events}. What it has as <code>{{name=default}}</code> is set by {@code
   * -Dscf.template.name=value}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.template")
  private String template;

  /**
   * What fills the gaps of the {@link #template}, by name; {@code -Dscf.template.NAME=VALUE} counts
   * more.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> templateParameters;

  /**
   * A text that the result must have in it. Default: anything will do.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.expect.contains")
  private String expectContains;

  /**
   * What the result must be; spaces and line ends around it do not count. Default: anything will
   * do.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.expect.equals")
  private String expectEquals;

  /**
   * What the result, which must be JSON then, has at some places: each {@code <jsonPath>} with
   * {@code <path>} and {@code <value>}. Default: anything will do.
   *
   * @since 0.1.0
   */
  @Parameter private List<JsonPath> expectJsonPaths;

  /**
   * The longest run time that is taken, ms; the start of an instance is not part of it. Default:
   * any.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.expect.maxDurationMs")
  private Long expectMaxDurationMs;

  private ClientContext event;
  private Expectations expectations;

  @Inject
  public InvokeMojo(CloudServices services) {
    super(services);
  }

  @Override
  boolean namesItsFunction() {
    return session().getUserProperties().containsKey("scf.functionName");
  }

  @Override
  String result() {
    return "invoke";
  }

  @Override
  void prepare(FunctionProject function, FunctionId id, ServerlessFile file) {
    expectations =
        Elements.expectations(expectContains, expectEquals, expectJsonPaths, expectMaxDurationMs);
    List<String> problems = expectations.problems("expected");
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("What is expected of function " + id + " is wrong:", problems);
    }
    if (template == null) {
      event =
          ClientContext.of(
              Optional.ofNullable(clientContext),
              Optional.ofNullable(clientContextFile),
              function.baseDirectory(),
              System.in);
      return;
    }
    if (clientContext != null || clientContextFile != null) {
      throw new ScfFailure(
          "Both scf.template and scf.clientContext"
              + (clientContext == null ? "File" : "")
              + " are given.",
          "Give one of them.");
    }
    event =
        ClientContext.ofTemplate(
            template, templateParameters(), function.baseDirectory(), InstantSource.system());
    console().info("Event: " + event.excerpt());
  }

  private Map<String, String> templateParameters() {
    Map<String, String> parameters = new TreeMap<>();
    if (templateParameters != null) {
      templateParameters.forEach((name, value) -> parameters.put(name, value == null ? "" : value));
    }
    Properties commandLine = session().getUserProperties();
    for (String property : commandLine.stringPropertyNames()) {
      if (property.startsWith(TEMPLATE_PARAMETER)) {
        parameters.put(
            property.substring(TEMPLATE_PARAMETER.length()), commandLine.getProperty(property));
      }
    }
    return parameters;
  }

  @Override
  void run(FunctionProject function, FunctionId id, CloudConnection connection) {
    Judged judged = new Invoker(connection.cloud(), howToDeploy(connection)).invoke(id, event);
    new ResultFile(function.outputDirectory()).write(result(), judged.report());
    judged.report().lines().forEach(console()::info);
    List<String> missed = judged.missed(expectations);
    new JUnitReport(function.outputDirectory(), result())
        .write(List.of(judged.asTest("invoke", missed)));
    judged.requireSuccess();
    judged.requireNone(missed);
  }

  private static String howToDeploy(CloudConnection connection) {
    return connection.lease().isPresent()
        ? "Deploy it first: mvn package scf:deploy -Dscf.local. A local SCF belongs to the top-level"
            + " directory of a build, so invoke from where you deployed."
        : "Deploy it first: mvn package scf:deploy. Check region and namespace too.";
  }

  @Override
  String what(FunctionId id) {
    return "Invoking function " + id + " failed.";
  }
}
