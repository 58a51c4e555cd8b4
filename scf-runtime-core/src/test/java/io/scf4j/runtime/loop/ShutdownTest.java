package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.handler.Invoker;
import io.scf4j.runtime.report.Log;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may still do what when a process is told to end. */
@Timeout(60)
class ShutdownTest {
  private final Shutdown shutdown = new Shutdown(new Log(Map.of(), System.out, System.err));

  @Test
  void letsNoEventBeginAfterTheRequest() {
    assertThat(shutdown.begins("id-1")).isTrue();
    assertThat(shutdown.ends()).isTrue();
    shutdown.request();

    assertThat(shutdown.begins("id-2")).isFalse();
  }

  @Test
  void letsAnEventEndThatHadBegunBefore() {
    shutdown.begins("id-1");
    shutdown.request();

    assertThat(shutdown.requestId()).isEqualTo("id-1");
    assertThat(shutdown.ends()).isFalse();
    assertThat(shutdown.requestId()).isNull();
  }

  @Test
  void givesTheHandlerToTheFirstWhoClosesIt() {
    Invoker handler = (event, context) -> event;
    shutdown.opened(handler);

    assertThat(shutdown.takeHandler()).isSameAs(handler);
    assertThat(shutdown.takeHandler()).isNull();
  }

  @Test
  void waitsForTheLoopAndNoLongerThanItMay() throws Exception {
    assertThat(shutdown.awaitLoop(60_000)).isTrue();
    shutdown.begins("id-1");
    assertThat(shutdown.awaitLoop(20)).isFalse();

    Thread loop = new Thread(shutdown::ends);
    loop.start();
    assertThat(shutdown.awaitLoop(60_000)).isTrue();
    loop.join();
  }

  @Test
  void findsWhoCalledExitAndNotItsOwnMain() {
    StackTraceElement[] ofHandler = {
      frame("java.lang.Shutdown", "exit"),
      frame("java.lang.Runtime", "exit"),
      frame("java.lang.System", "exit"),
      frame("demo.Hello", "handle")
    };
    StackTraceElement[] ofMain = ofHandler.clone();
    ofMain[3] = frame("io.scf4j.runtime.Main", "main");
    StackTraceElement[] ofSignal = {
      frame("java.lang.Shutdown", "exit"), frame("java.lang.Terminator$1", "handle")
    };

    assertThat(Ending.callerOfExit(ofHandler)).isEqualTo(ofHandler[3]);
    assertThat(Ending.callerOfExit(ofMain)).isNull();
    assertThat(Ending.callerOfExit(ofSignal)).isNull();
  }

  private static StackTraceElement frame(String type, String method) {
    return new StackTraceElement(type, method, "Some.java", 7);
  }
}
