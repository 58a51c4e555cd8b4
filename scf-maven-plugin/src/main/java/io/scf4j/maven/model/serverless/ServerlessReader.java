package io.scf4j.maven.model.serverless;

import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the {@code serverless.yml} of a project, as the component {@code scf} of Serverless
 * Framework has it. What becomes of each key is in {@link Keys}.
 */
public final class ServerlessReader {
  private static final List<String> FILES = List.of("serverless.yml", "serverless.yaml");
  private static final String COMPONENT = "scf";
  private static final String DEFAULT_STAGE = "dev";

  private final Path project;
  private final Map<String, String> environment;

  /**
   * @param project base directory of the project
   * @param environment for variables of the file
   */
  public ServerlessReader(Path project, Map<String, String> environment) {
    this.project = project;
    this.environment = environment;
  }

  /**
   * The file in the project's directory; one of another component is left alone.
   *
   * @throws ScfFailure with all that is wrong with it
   */
  public ServerlessFile find() {
    List<Path> files = FILES.stream().map(project::resolve).filter(Files::isRegularFile).toList();
    if (files.isEmpty()) {
      return ServerlessFile.NONE;
    }
    if (files.size() > 1) {
      throw new ScfFailure(
          "There are " + files.get(0) + " and " + files.get(1).getFileName() + ".",
          "Keep one of them, or name it with -Dscf.serverlessYml.");
    }
    Optional<MappingNode> root = mapping(files.get(0));
    String component = root.map(ServerlessReader::component).orElse("");
    if (!component.equals(COMPONENT)) {
      return ServerlessFile.without(
          List.of(files.get(0).getFileName() + " is left alone: " + whatElse(component) + "."));
    }
    return read(files.get(0), root.get());
  }

  /** What to say of a file that lies there when the project is several functions. */
  public Optional<String> whyNotForSeveral() {
    return FILES.stream()
        .filter(name -> Files.isRegularFile(project.resolve(name)))
        .findFirst()
        .map(
            name ->
                name
                    + " describes one function, and is not read where there are <functions>. Name it"
                    + " in <serverlessYml> of the one that it is about.");
  }

  /**
   * A file that is named.
   *
   * @param named absolute, or relative to the project
   * @throws ScfFailure when it is not there, or is of another component, or with all that is wrong
   */
  public ServerlessFile read(Path named) {
    Path file = project.resolve(named);
    if (!Files.isRegularFile(file)) {
      throw new ScfFailure(
          "There is no file " + file + ".",
          "Correct <serverlessYml> or -Dscf.serverlessYml, which is relative to the project.");
    }
    Optional<MappingNode> root = mapping(file);
    String component = root.map(ServerlessReader::component).orElse("");
    if (!component.equals(COMPONENT)) {
      throw new ScfFailure(
          file + " is not the file of a function: " + whatElse(component) + ".",
          "Name one with 'component: scf', or leave <serverlessYml> out.");
    }
    return read(file, root.get());
  }

  private static Optional<MappingNode> mapping(Path file) {
    Optional<Node> root = YamlFile.read(file);
    return root.filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
  }

  /** Without a version: {@code scf@0.9.7} is {@code scf}. */
  private static String component(MappingNode root) {
    Section file = Section.ofFile(root, new Variables(Map.of()), new Findings());
    String text = file.written("component").orElse("").strip();
    int version = text.indexOf('@');
    return version > 0 ? text.substring(0, version) : text;
  }

  private static String whatElse(String component) {
    return component.isEmpty() ? "it has no component" : "its component is '" + component + "'";
  }

  private ServerlessFile read(Path yaml, MappingNode root) {
    Findings findings = new Findings();
    Variables variables = new Variables(environment);
    Section file = Section.ofFile(root, variables, findings);
    file.written("name").ifPresent(text -> variables.define(Variables.NAME, text));
    variables.define(Variables.APP, file.written("app").orElse("${name}"));
    variables.define(Variables.STAGE, file.written("stage").orElse(DEFAULT_STAGE));
    file.judge();
    Optional<String> name = file.required("name");
    file.text("app");
    Optional<String> stage = file.text("stage");
    Section inputs = file.section("inputs").orElse(null);
    ServerlessFile read =
        inputs == null
            ? ServerlessFile.NONE
            : new FunctionInputs(inputs, project, name.orElse(""), stage.orElse(DEFAULT_STAGE))
                .read();
    Optional<String> functionName = read.functionName();
    if (functionName.isEmpty() && (inputs == null || !inputs.has("name")) && name.isPresent()) {
      functionName = defaultName(file, variables);
    }
    if (!findings.problems().isEmpty()) {
      throw ScfFailure.ofProblems(yaml + " cannot be deployed:", findings.problems());
    }
    return new ServerlessFile(
        functionName,
        read.region(),
        read.namespace(),
        read.handler(),
        read.settings(),
        read.release(),
        read.triggers(),
        findings.notices().stream().map(notice -> yaml.getFileName() + " " + notice).toList());
  }

  private static Optional<String> defaultName(Section file, Variables variables) {
    Variables.Resolved resolved = variables.resolve("${name}-${stage}-${app}");
    if (resolved.problem().isPresent()) {
      return Optional.empty(); // told where the variable is
    }
    PlatformRules.functionName(resolved.text())
        .ifPresent(
            why ->
                file.problem(
                    "name", "without inputs.name the function is ${name}-${stage}-${app}: " + why));
    return Optional.of(resolved.text());
  }
}
