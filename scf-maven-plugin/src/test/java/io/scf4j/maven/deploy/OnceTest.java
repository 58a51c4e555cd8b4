package io.scf4j.maven.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OnceTest {
  private final Once once = new Once();
  private final AtomicInteger made = new AtomicInteger();

  @Test
  @Timeout(30)
  void whoComesMeanwhileWaitsForTheFirstAndTakesWhatItMade() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      Callable<Integer> first =
          () ->
              once.make(
                  "layer",
                  () -> {
                    making.countDown();
                    await(go);
                    return made.incrementAndGet();
                  });
      all.add(threads.submit(first));
      making.await();
      for (int i = 0; i < 3; i++) {
        all.add(threads.submit(() -> once.make("layer", made::incrementAndGet)));
      }
      go.countDown();
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anotherThingIsMadeToo() {
    assertThat(once.make("layer", made::incrementAndGet)).isEqualTo(1);
    assertThat(once.make("namespace", made::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void whatFailedIsTriedByTheNextOne() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                once.make(
                    "layer",
                    () -> {
                      throw new IllegalStateException("no");
                    }));
    assertThat(once.make("layer", made::incrementAndGet)).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
