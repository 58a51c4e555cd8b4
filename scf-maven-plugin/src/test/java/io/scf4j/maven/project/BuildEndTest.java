package io.scf4j.maven.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.RepositorySystemSession;
import org.junit.jupiter.api.Test;

class BuildEndTest {
  private final List<String> told = new ArrayList<>();
  private final MavenSession session =
      new MavenSession(
          null,
          (RepositorySystemSession) null,
          new DefaultMavenExecutionRequest(),
          new DefaultMavenExecutionResult());

  private final class Recorder extends AbstractExecutionListener {
    @Override
    public void projectSucceeded(ExecutionEvent event) {
      told.add("project");
    }

    @Override
    public void sessionEnded(ExecutionEvent event) {
      told.add("session");
    }

    @Override
    public void mojoFailed(ExecutionEvent event) {
      throw new IllegalStateException("of the listener");
    }
  }

  @Test
  void comesBeforeMavensOwnLastWords() {
    session.getRequest().setExecutionListener(new Recorder());
    BuildEnd.run(session, () -> told.add("action"));
    BuildEnd.run(session, () -> told.add("action of another module"));

    session.getRequest().getExecutionListener().projectSucceeded(null);
    assertThat(told).containsExactly("project");
    session.getRequest().getExecutionListener().sessionEnded(null);
    assertThat(told).containsExactly("project", "action", "session");
  }

  @Test
  void needsNoOtherListener() {
    BuildEnd.run(session, () -> told.add("action"));
    session.getRequest().getExecutionListener().projectSucceeded(null);
    session.getRequest().getExecutionListener().sessionEnded(null);
    assertThat(told).containsExactly("action");
  }

  @Test
  void passesOnWhatTheListenerThrows() {
    session.getRequest().setExecutionListener(new Recorder());
    BuildEnd.run(session, () -> told.add("action"));
    assertThatThrownBy(() -> session.getRequest().getExecutionListener().mojoFailed(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("of the listener");
  }
}
