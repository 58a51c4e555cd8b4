package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.ProcessesOf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Pools of functions that are small shell scripts, on one host; {@link #close()} ends them and
 * checks that nothing of them is left.
 */
final class ShellFunctions implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Begins a bootstrap: what runs before ready may follow it. */
  static final String HEAD =
      """
      #!/bin/bash
      api="http://$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT/runtime"
      tmp=${TMPDIR:-/tmp}
      next() { event=$(curl -sS "$api/invocation/next"); }
      response() { curl -s --data-binary "$1" "$api/invocation/response" -o /dev/null; }
      ready() { curl -s -d " " "$api/init/ready" -o /dev/null; }
      """;

  /** A function that does this with each {@code $event}. */
  static String handling(String body) {
    return HEAD + "ready\nwhile next; do\n" + body + "\ndone\n";
  }

  final Path root;
  final BlockingQueue<ProvisionedReport> provisioned = new LinkedBlockingQueue<>();
  final MountNamespace namespace;
  final InstanceHost host;
  private final List<InstancePool> pools = new ArrayList<>();

  /** In real time. */
  ShellFunctions(Path root) {
    this.root = root;
    this.namespace = MountNamespace.probe(root.resolve("probe"));
    this.host = InstanceHost.of(instances(), () -> namespace, provisioned::add, OutputWatcher.NONE);
  }

  ShellFunctions(Path root, ManualTime time) {
    this(root, time, MountNamespace.probe(root.resolve("probe")));
  }

  ShellFunctions(Path root, ManualTime time, MountNamespace namespace) {
    this.root = root;
    this.namespace = namespace;
    this.host = InstanceHost.of(instances(), () -> namespace, provisioned::add, time::nanos, time);
  }

  Path instances() {
    return root.resolve("instances");
  }

  Path code(String bootstrap) throws IOException {
    Path code = Files.createTempDirectory(root, "code");
    Path file = Files.writeString(code.resolve("bootstrap"), bootstrap);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return code;
  }

  /** Of 128 MB and 10 s. */
  static InstanceSpec spec(String function, Path code) {
    return spec(function, code, 128, 10);
  }

  static InstanceSpec spec(String function, Path code, int memoryMb, int timeoutSeconds) {
    return new InstanceSpec(
        "default",
        function,
        "$LATEST",
        "ap-guangzhou",
        "index.main_handler",
        memoryMb,
        timeoutSeconds,
        20,
        Map.of(),
        code);
  }

  InstancePool pool(InstanceSpec spec, PoolOptions options) {
    InstancePool pool = new InstancePool(spec, host, options);
    pools.add(pool);
    return pool;
  }

  InstancePool pool(String bootstrap) throws IOException {
    return pool(spec("sample", code(bootstrap)), PoolOptions.of(3));
  }

  static InvocationReport invoke(InstancePool pool, String event) throws InterruptedException {
    return pool.invoke(UUID.randomUUID().toString(), event.getBytes(StandardCharsets.UTF_8));
  }

  static CompletableFuture<InvocationReport> invokeLater(InstancePool pool, String event) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return invoke(pool, event);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        work -> new Thread(work, "caller").start());
  }

  InvocationReport nextProvisioned() throws InterruptedException {
    ProvisionedReport report = provisioned.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(report).as("a report of a provisioned instance").isNotNull();
    return report.report();
  }

  /** Waits for what happens on other threads or in other processes. */
  static void eventually(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    assertThat(condition.getAsBoolean()).as("what should have happened by now").isTrue();
  }

  @Override
  public void close() throws Exception {
    pools.forEach(InstancePool::close);
    for (InstancePool pool : pools) {
      assertThat(pool.instances()).isEmpty();
    }
    assertThat(host.quota().used()).isZero();
    host.close();
    if (Files.isDirectory(instances())) {
      try (Stream<Path> left = Files.list(instances())) {
        assertThat(left).isEmpty();
      }
    }
    // A watcher may live a moment longer than what it has watched.
    assertThat(ProcessesOf.leftIn(root, PATIENCE)).isEmpty();
  }
}
