package io.scf4j.maven.project;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.maven.testing.RecordingConsole;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EachFunctionTest {
  private final RecordingConsole console = new RecordingConsole();
  private final Properties commandLine = new Properties();
  private final MavenProject module = new MavenProject(new Model());
  private final Map<String, Exception> broken = new HashMap<>();
  private final Map<String, Callable<Void>> leaving = new HashMap<>();
  private final List<String> ran = new ArrayList<>();
  private MojoExecution running;

  @BeforeEach
  void aModuleWithThreeFunctions() throws Exception {
    functions(
        "<functions><function><functionName>aa</functionName></function>"
            + "<function><functionName>bb</functionName><role/></function>"
            + "<function><functionName>cc</functionName></function></functions>");
  }

  @Test
  void runsTheGoalForEachWithItsOwnConfiguration() throws Exception {
    assertThat(each().run(module)).isTrue();
    assertThat(ran).containsExactly("aa", "bb with empty [role]", "cc");
  }

  @Test
  void aModuleWithoutSeveralIsTheGoalsOwnThing() throws Exception {
    functions("<functionName>aa</functionName>");
    assertThat(each().run(module)).isFalse();
    assertThat(ran).isEmpty();
  }

  @Test
  void runsTheOneThatTheCommandLineNames() throws Exception {
    commandLine.setProperty("scf.functionName", "cc");
    each().run(module);
    assertThat(ran).containsExactly("cc");
  }

  @Test
  void refusesANameThatNoneHas() {
    commandLine.setProperty("scf.functionName", "dd");
    assertThatFailure(() -> each().run(module))
        .hasMessageContaining("There is no function 'dd' here, only aa, bb, cc.");
  }

  @Test
  void runsNothingWhenTheListIsWrong() throws Exception {
    functions(
        "<functions><function><functionName>aa</functionName></function><function/></functions>");
    assertThatFailure(() -> each().run(module))
        .hasMessageContaining("function 2 has no <functionName>.");
    assertThat(ran).isEmpty();
  }

  @Test
  void oneThatFailsKeepsNoOtherFromBeingDone() {
    broken.put("aa", new MojoFailureException("handler missing"));
    broken.put("cc", new MojoExecutionException("disk full"));
    assertThatThrownBy(() -> each().run(module))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("aa: handler missing\n\ncc: disk full");
    assertThat(ran).containsExactly("aa", "bb with empty [role]", "cc");
    assertThat(console.lines()).containsExactly("warning: Failed: aa, cc. Done: bb.");
  }

  @Test
  void whatAllLeaveIsDoneAtTheSameTime() throws Exception {
    CyclicBarrier allThree = new CyclicBarrier(3);
    for (String name : List.of("aa", "bb", "cc")) {
      leaving.put(
          name,
          () -> {
            allThree.await(30, TimeUnit.SECONDS);
            return null;
          });
    }
    each().run(module);
    assertThat(allThree.getNumberWaiting()).isZero();
    assertThat(allThree.isBroken()).isFalse();
  }

  @Test
  void oneWhoseRestFailsKeepsNoOtherFromBeingDone() {
    List<String> done = new ArrayList<>();
    leaving.put(
        "aa",
        () -> {
          throw new MojoExecutionException("no route");
        });
    leaving.put("bb", () -> done.add("bb") ? null : null);
    assertThatThrownBy(() -> each().run(module))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage("aa: no route");
    assertThat(done).containsExactly("bb");
    assertThat(console.lines()).containsExactly("warning: Failed: aa. Done: bb, cc.");
  }

  @Test
  void whenOneIsWrongFromTheStartNothingIsBegun() {
    List<String> done = new ArrayList<>();
    leaving.put("aa", () -> done.add("aa") ? null : null);
    broken.put("bb", new MojoFailureException("memorySize is 1"));
    assertThatThrownBy(() -> each().run(module)).hasMessage("bb: memorySize is 1");
    assertThat(done).isEmpty();
    assertThat(console.lines())
        .containsExactly("warning: Failed: bb. Done: cc. Nothing of the others was begun: aa.");
  }

  private EachFunction each() {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setUserProperties(commandLine);
    MavenSession session =
        new MavenSession(
            null, (RepositorySystemSession) null, request, new DefaultMavenExecutionResult());
    session.setProjects(List.of(module));
    return new EachFunction(new Goals(), session, running, console);
  }

  private void functions(String configuration) throws Exception {
    PluginDescriptor descriptor = new PluginDescriptor();
    descriptor.setGroupId("io.scf4j");
    descriptor.setArtifactId("scf-maven-plugin");
    MojoDescriptor goal = new MojoDescriptor();
    goal.setGoal("deploy");
    for (String name : List.of("functionName", "role", "functions")) {
      Parameter parameter = new Parameter();
      parameter.setName(name);
      parameter.setEditable(true);
      goal.addParameter(parameter);
    }
    goal.setPluginDescriptor(descriptor);
    descriptor.addMojo(goal);
    Plugin plugin = new Plugin();
    plugin.setGroupId("io.scf4j");
    plugin.setArtifactId("scf-maven-plugin");
    plugin.setConfiguration(
        Xpp3DomBuilder.build(
            new StringReader("<configuration>" + configuration + "</configuration>")));
    Build build = new Build();
    build.addPlugin(plugin);
    module.getModel().setBuild(build);
    running = new MojoExecution(goal, "default-cli", MojoExecution.Source.CLI);
  }

  /** Does what the real one does for a goal that is for one function. */
  private final class Goals implements BuildPluginManager {
    @Override
    public void executeMojo(MavenSession session, MojoExecution execution)
        throws MojoFailureException, MojoExecutionException {
      String name = execution.getConfiguration().getChild("functionName").getValue();
      assertThat(GoalExecution.functionOf(execution)).contains(name);
      assertThat(execution.getConfiguration().getChild("functions")).isNull();
      var empty = EmptyElements.of(module, execution, commandLine);
      ran.add(name + (empty.isEmpty() ? "" : " with empty " + empty));
      if (broken.get(name) instanceof MojoFailureException failure) {
        throw failure;
      }
      if (broken.get(name) instanceof MojoExecutionException failure) {
        throw failure;
      }
      if (leaving.containsKey(name)) {
        assertThat(GoalExecution.leave(execution, leaving.get(name))).isTrue();
      }
    }

    @Override
    public PluginDescriptor loadPlugin(
        Plugin plugin, List<RemoteRepository> repositories, RepositorySystemSession session) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MojoDescriptor getMojoDescriptor(
        Plugin plugin,
        String goal,
        List<RemoteRepository> repositories,
        RepositorySystemSession session) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClassRealm getPluginRealm(MavenSession session, PluginDescriptor plugin) {
      throw new UnsupportedOperationException();
    }
  }
}
